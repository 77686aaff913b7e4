Feature: Accounts and customers
  Sales keeps accounts in the CRM, Finance keeps customers in the ERP. Both shall see the same company, once.

  Rule: A new account becomes a customer

    Scenario: Finance gets a customer for a new account
      Given Sales has the account "Nordwind GmbH" with:
        | tax id         | DE811234567            |
        | website        | https://www.nordwind.example |
        | phone          | +49 30 901820          |
        | currency       | EUR                    |
        | payment terms  | Net 14                 |
        | credit limit   | 25000                  |
        | billing street | Torstraße 14           |
        | billing city   | Berlin                 |
        | billing postal code | 10119             |
        | billing country | DE                    |
      When the systems are synced
      Then Finance has one customer "Nordwind GmbH" with:
        | tax id              | DE811234567  |
        | currency            | EUR          |
        | payment terms       | Net 14       |
        | credit limit        | 25000        |
        | billing street      | Torstraße 14 |
        | billing city        | Berlin       |
        | billing postal code | 10119        |
        | billing country     | DE           |
      And Sales sees on the account "Nordwind GmbH":
        | sync status | synced |
        | ERP number  | (set)  |
        | last sync   | (set)  |

    Scenario: An account without payment terms gets the company's default
      Given Sales has the account "Default Terms Ltd" with:
        | payment terms | (empty) |
      When the systems are synced
      Then Finance has one customer "Default Terms Ltd" with:
        | payment terms | Net 30 |

    Scenario: An account that Finance could not invoice waits for its country
      Given Sales has the account "Nowhere AG" with:
        | billing country | (empty) |
      When the systems are synced
      Then Finance has no customer "Nowhere AG"
      And Sales sees on the account "Nowhere AG":
        | sync status  | stopped                          |
        | sync message | (contains) Billing country       |
      When Sales changes the account "Nowhere AG":
        | billing country | AT |
      And the systems are synced
      Then Finance has one customer "Nowhere AG" with:
        | billing country | AT |
      And Sales sees on the account "Nowhere AG":
        | sync status  | synced  |
        | sync message | (empty) |

    Scenario Outline: Addresses of every country arrive as the country's own codes
      Given Sales has the account "<name>" with:
        | tax id              | <tax id>      |
        | currency            | <currency>    |
        | billing street      | <street>      |
        | billing city        | <city>        |
        | billing state       | <state>       |
        | billing postal code | <postal code> |
        | billing country     | <country>     |
      When the systems are synced
      Then Finance has one customer "<name>" with:
        | currency            | <currency>    |
        | billing street      | <street>      |
        | billing city        | <city>        |
        | billing state       | <state>       |
        | billing postal code | <postal code> |
        | billing country     | <country>     |

      Examples:
        | name                | tax id         | currency | street               | city          | state   | postal code | country |
        | Golden Gate Inc.    | 94-1234567     | USD      | 500 Market St        | San Francisco | CA      | 94103       | US      |
        | Maple Works Ltd.    | 123456789      | USD      | 10 King St W         | Toronto       | ON      | M5H 1A1     | CA      |
        | Thames Trading Ltd  | GB123456789    | GBP      | 1 High Street        | London        | (empty) | EC1A 1BB    | GB      |
        | Atelier Saint-Ouen  | FR12345678901  | EUR      | 3 rue de l'Église    | Paris         | (empty) | 75008       | FR      |
        | Outback Pty Ltd     | 51824753556    | USD      | 9 George St          | Sydney        | NSW     | 2000        | AU      |
        | 丸の内商事株式会社    | T1234567890123 | JPY      | 丸の内1-2-3           | 千代田区       | (empty) | 100-0005    | JP      |

    Scenario: Finance sees the country that Sales chose by its name
      Given Sales has the account "Alpenblick AG" with:
        | billing country | (empty)     |
        | billing country name | Switzerland |
        | currency        | CHF         |
      When the systems are synced
      Then Finance has one customer "Alpenblick AG" with:
        | billing country | CH |

    Scenario Outline: Names keep every character
      Given Sales has the account "<name>" with:
        | billing city | <city> |
      When the systems are synced
      Then Finance has one customer "<name>" with:
        | billing city | <city> |

      Examples:
        | name                     | city            |
        | Müller & Söhne 'Süd' KG  | Köln            |
        | O'Brien's Café 🚀 Ltd     | Dún Laoghaire   |
        | شركة الخليج للتجارة      | مدينة الكويت    |
        | בית הקפה                 | תל אביב         |
        | 100% <Rabatt> / Co.      | Saint-Étienne   |

    @netsuite
    Scenario: A name that Finance's system cannot hold is not cut short
      Given Sales has an account with a name of 90 characters
      When the systems are synced
      Then Finance has 0 customers
      And the account is stopped and says "83"

  Rule: A company that Finance knows already is not created again

    Scenario Outline: An existing customer is recognised by its <by>
      Given Finance has the customer "<customer>" with:
        | tax id          | <their tax id> |
        | website         | <their website> |
        | billing country | DE             |
      And Sales has the account "<account>" with:
        | tax id          | <our tax id>   |
        | website         | <our website>  |
        | billing country | DE             |
      When the systems are synced
      Then Finance has 1 customer
      And Finance has one customer "<account>"
      And Sales sees on the account "<account>":
        | sync status | synced |
        | ERP number  | (set)  |

      Examples:
        | by      | customer           | their tax id  | their website               | account        | our tax id   | our website                |
        | tax id  | BERGMANN TECHNIK   | DE 815 000 111 | (empty)                    | Bergmann GmbH  | DE815000111  | https://bergmann.example   |
        | website | Seiler Handel      | (empty)       | https://www.seiler.example/ | Seiler AG      | DE815000222  | https://seiler.example     |

    Scenario: A customer of the same name and country waits for a person
      Given Finance has the customer "Weber Bau GmbH" with:
        | billing country | DE |
      And Sales has the account "Weber Bau" with:
        | tax id          | (empty) |
        | website         | (empty) |
        | billing country | DE      |
      When the systems are synced
      Then Finance has 1 customer
      And Sales sees on the account "Weber Bau":
        | sync status | stopped |
      When the steward confirms that the account "Weber Bau" is the customer "Weber Bau GmbH"
      And the systems are synced
      Then Finance has 1 customer
      And Sales sees on the account "Weber Bau":
        | sync status | synced |

    Scenario: A person says that the look-alike is another company
      Given Finance has the customer "Weber Bau GmbH" with:
        | billing country | DE |
      And Sales has the account "Weber Bau" with:
        | tax id          | (empty) |
        | website         | (empty) |
        | billing country | DE      |
      When the systems are synced
      And the steward says that the account "Weber Bau" is a new customer
      And the systems are synced
      Then Finance has 2 customers
      And Finance has one customer "Weber Bau"

    Scenario: Two accounts of one company do not become two customers
      Given Sales has the account "Twin Systems GmbH" with:
        | tax id | DE815000333 |
      And Sales has the account "Twin Systems" with:
        | tax id | DE815000333 |
      When the systems are synced
      Then Finance has 1 customer
      And one of the accounts "Twin Systems GmbH" and "Twin Systems" is stopped

    Scenario: A customer that only Finance knows stays with Finance
      Given Finance has the customer "Walk-in Wholesale" with:
        | tax id          | DE815000444 |
        | billing country | DE          |
      And Sales has the account "Kranz AG"
      When the systems are synced
      Then Finance has one customer "Kranz AG"
      And Sales has no account "Walk-in Wholesale"

    Scenario: A company may want Finance's customers in the CRM as well
      Given customers that only Finance knows become accounts
      And Finance has the customer "Walk-in Wholesale" with:
        | tax id          | DE815000444          |
        | website         | https://walkin.example |
        | payment terms   | Net 60               |
        | billing street  | Hafenstraße 1        |
        | billing city    | Hamburg              |
        | billing country | DE                   |
        | currency        | EUR                  |
      When the systems are synced
      Then Sales has one account "Walk-in Wholesale" with:
        | tax id          | DE815000444   |
        | payment terms   | Net 60        |
        | billing street  | Hafenstraße 1 |
        | billing city    | Hamburg       |
        | billing country | DE            |
        | ERP number      | (set)         |
