Feature: From quote to cash
  The whole journey of one deal, as the people in it see it.

  Scenario: A new customer buys, is billed, pays in two parts, and returns something
    Given Finance sells:
      | item  | name         | kind    | unit | EUR | USD |
      | TURB  | Turbine      | goods   | Each | 900 | 990 |
      | START | Commissioning | service | Hour | 120 | 132 |
    And Sales has the account "Windkraft Inc." with:
      | currency        | USD           |
      | payment terms   | Net 60        |
      | billing street  | 500 Market St |
      | billing city    | San Francisco |
      | billing state   | CA            |
      | billing country | US            |
    And Sales has the contact "Ann Field" of "Windkraft Inc." with:
      | e-mail  | ann.field@windkraft.example |
      | role    | Billing                     |
      | primary | yes                         |
    When the systems are synced
    Then Finance has one customer "Windkraft Inc." with:
      | currency      | USD    |
      | payment terms | Net 60 |
      | billing state | CA     |
    And Finance has one contact "Ann Field" at "Windkraft Inc." with:
      | role | Billing |
    Given Sales has the opportunity "Windkraft park" of "Windkraft Inc." with:
      | product | quantity | price | discount |
      | TURB    | 4        | 990   | 10       |
      | START   | 16       | 132   |          |
    And the opportunity "Windkraft park" has a discount of 2 % on the whole
    And the opportunity "Windkraft park" has the purchase order "WK-2026-1"
    When Sales wins the opportunity "Windkraft park"
    And the systems are synced
    Then Finance has one order for "Windkraft park" with:
      | customer       | Windkraft Inc. |
      | currency       | USD            |
      | total          | 5562.48        |
      | purchase order | WK-2026-1      |
      | exchange rate  | 0.925926       |
    And Sales sees on the opportunity "Windkraft park":
      | sync status   | synced   |
      | ERP number    | (set)    |
      | order status  | Open     |
      | exchange rate | 0.925926 |
    When Finance invoices the order for "Windkraft park", due in 60 days
    And the systems are synced
    Then Sales sees on the opportunity "Windkraft park":
      | invoice status | sent    |
      | invoiced       | 5562.48 |
      | order status   | Billed  |
    And Sales sees on the account "Windkraft Inc.":
      | open balance | 5562.48 |
    When the customer pays 2000 of the invoice of "Windkraft park"
    And the systems are synced
    Then Sales sees on the opportunity "Windkraft park":
      | invoice status | partially_paid |
      | balance        | 3562.48        |
    When Finance credits 562.48 of the invoice of "Windkraft park"
    And the customer pays 3000 of the invoice of "Windkraft park"
    And the systems are synced
    Then Sales sees on the opportunity "Windkraft park":
      | invoice status | paid   |
      | paid           | 5000   |
      | credited       | 562.48 |
      | balance        | 0      |
      | last payment   | (today) |
    And Sales sees on the account "Windkraft Inc.":
      | open balance | 0 |
    And the referee finds nothing lost, doubled or unexplained
    And neither vendor's limits were exceeded
