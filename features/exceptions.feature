Feature: What stops, and how people set it right
  A record that cannot go through says so where people look, and goes on when they say so.

  Background:
    Given Finance sells:
      | item | name       | kind  | unit | EUR |
      | PUMP | Water pump | goods | Each | 100 |
    And Sales has the account "Stolper AG"
    And the systems are synced

  Scenario: The opportunity itself shows why there is no order yet
    Given Sales has the opportunity "Stolper empty" of "Stolper AG" worth 100
    When Sales wins the opportunity "Stolper empty"
    And the systems are synced
    Then Sales sees on the opportunity "Stolper empty":
      | sync status  | stopped             |
      | sync message | (contains) products |
      | ERP number   | (empty)             |
    And the list of failures names the opportunity "Stolper empty" with "products"

  Scenario: Finance's own rule refuses an order, and it goes on by hand once the rule is met
    Given Finance refuses new orders with "Credit hold: ask Finance"
    And Sales has the opportunity "Stolper hold" of "Stolper AG" with:
      | product | quantity | price |
      | PUMP    | 1        | 100   |
    When Sales wins the opportunity "Stolper hold"
    And the systems are synced
    Then Finance has no order for "Stolper hold"
    And Sales sees on the opportunity "Stolper hold":
      | sync status  | stopped                |
      | sync message | (contains) Credit hold |
    When Finance accepts new orders again
    And the systems are synced
    Then Finance has no order for "Stolper hold"
    When the steward retries the opportunity "Stolper hold" because "Credit released"
    And the systems are synced
    Then Finance has one order for "Stolper hold" with:
      | total | 100 |
    And Sales sees on the opportunity "Stolper hold":
      | sync status  | synced  |
      | sync message | (empty) |

  Scenario: A missing required field is overridden with a reason
    Given Sales has the account "Ausnahme AG" with:
      | billing country | (empty) |
    And the systems are synced
    And Finance has no customer "Ausnahme AG"
    When the steward overrides the rule for the account "Ausnahme AG" because "Country follows with the contract"
    And the systems are synced
    Then Finance has one customer "Ausnahme AG"
    And Sales sees on the account "Ausnahme AG":
      | sync status | synced |

  Scenario: A failure that was settled by hand is closed
    Given Sales has the opportunity "Stolper closed" of "Stolper AG" worth 100
    And Sales wins the opportunity "Stolper closed"
    And the systems are synced
    When the steward resolves the opportunity "Stolper closed" because "Billed outside"
    And the systems are synced
    Then the list of failures does not name the opportunity "Stolper closed"
    And Finance has no order for "Stolper closed"

  Scenario: A stopped account holds its order back, and both go on together
    Given Sales has the account "Erst Land AG" with:
      | billing country | (empty) |
    And Sales has the opportunity "Erst order" of "Erst Land AG" with:
      | product | quantity | price |
      | PUMP    | 1        | 100   |
    When Sales wins the opportunity "Erst order"
    And the systems are synced
    Then Finance has no order for "Erst order"
    And Sales sees on the opportunity "Erst order":
      | sync status  | waiting            |
      | sync message | (contains) account |
    When Sales changes the account "Erst Land AG":
      | billing country | DE |
    And the systems are synced
    Then Finance has one order for "Erst order" with:
      | customer | Erst Land AG |

  Scenario: One bad record does not hold its neighbours back
    Given Sales has the account "Krumm AG" with:
      | billing country | (empty) |
    And Sales has the account "Gerade AG"
    When the systems are synced
    Then Finance has no customer "Krumm AG"
    And Finance has one customer "Gerade AG"

  Scenario: An opportunity that is reopened after its order is reported
    Given Sales has the opportunity "Stolper reopen" of "Stolper AG" with:
      | product | quantity | price |
      | PUMP    | 1        | 100   |
    And Sales wins the opportunity "Stolper reopen"
    And the systems are synced
    When Sales reopens the opportunity "Stolper reopen"
    And the systems are synced
    Then Sales sees on the opportunity "Stolper reopen":
      | sync status  | stopped             |
      | sync message | (contains) reopened |
    And Finance has 1 order

  Scenario: A customer that is deleted after it was linked is reported
    When Sales deletes the account "Stolper AG"
    And the systems are synced
    Then Finance has 1 customer
    And the list of failures names the account "Stolper AG" with "deleted"
