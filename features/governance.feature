Feature: Who speaks for a field
  Edits travel both ways. Where both sides edited the same thing, its owner stands; nobody's other work is undone.

  Background:
    Given Sales has the account "Kranich AG" with:
      | phone               | +49 30 901820 |
      | billing street      | Alte Straße 1 |
      | billing city        | Berlin        |
      | billing country     | DE            |
      | shipping street     | Tor 1         |
      | shipping city       | Potsdam       |
      | shipping country    | DE            |
      | payment terms       | Net 30        |
    And the systems are synced

  Scenario: Sales renames an account
    When Sales changes the account "Kranich AG":
      | name | Kranich Holding AG |
    And the systems are synced
    Then Finance has 1 customer
    And Finance has one customer "Kranich Holding AG"

  Scenario: Finance corrects a billing address
    When Finance changes the billing address of "Kranich AG":
      | street | Neue Straße 9 |
    And the systems are synced
    Then Sales sees on the account "Kranich AG":
      | billing street  | Neue Straße 9 |
      | shipping street | Tor 1         |

  Scenario: An edit of the billing address by Sales travels to Finance
    When Sales changes the account "Kranich AG":
      | billing city | Leipzig |
    And the systems are synced
    Then Finance has one customer "Kranich AG" with:
      | billing city   | Leipzig       |
      | billing street | Alte Straße 1 |

  Scenario: Both sides edit different fields and both edits stay
    When Sales changes the account "Kranich AG":
      | phone | +49 30 555001 |
    And Finance changes the billing address of "Kranich AG":
      | city | Hamburg |
    And the systems are synced
    Then Sales sees on the account "Kranich AG":
      | phone        | +49 30 555001 |
      | billing city | Hamburg       |
      | sync status  | synced        |
    And Finance has one customer "Kranich AG" with:
      | phone        | +4930555001 |
      | billing city | Hamburg     |

  Scenario: Both sides edit the billing address and Finance's stands
    When Sales changes the account "Kranich AG":
      | billing street | Von Sales 1 |
    And Finance changes the billing address of "Kranich AG":
      | street | Von Finance 2 |
    And the systems are synced
    Then Sales sees on the account "Kranich AG":
      | billing street | Von Finance 2 |
    And Finance has one customer "Kranich AG" with:
      | billing street | Von Finance 2 |

  Scenario: Both sides rename the company and the name of Sales stands
    When Sales changes the account "Kranich AG":
      | name | Kranich Nord AG |
    And Finance changes the customer "Kranich AG":
      | name | KRANICH SUED |
    And the systems are synced
    Then Finance has 1 customer
    And Finance has one customer "Kranich Nord AG"
    And Sales has one account "Kranich Nord AG"

  Scenario: A stray edit of the payment terms is put back
    When Sales changes the account "Kranich AG":
      | payment terms | Net 60 |
    And the systems are synced
    Then Sales sees on the account "Kranich AG":
      | payment terms | Net 30 |
    And Finance has one customer "Kranich AG" with:
      | payment terms | Net 30 |

  Scenario: New payment terms of Finance reach Sales
    When Finance changes the customer "Kranich AG":
      | payment terms | Net 60 |
    And the systems are synced
    Then Sales sees on the account "Kranich AG":
      | payment terms | Net 60 |

  Scenario: A cleared phone number is cleared on the other side
    When Sales changes the account "Kranich AG":
      | phone | (empty) |
    And the systems are synced
    Then Finance has one customer "Kranich AG" with:
      | phone | (empty) |
