Feature: Fields that change in a system while Harness runs
  An administrator takes a field away that the matrix uses. What needs it stands still and says so; nothing else does, and nothing is
  overwritten.

  Background:
    Given Finance sells:
      | item | name       | kind  | unit | EUR |
      | PUMP | Water pump | goods | Each | 100 |
    And Sales has the account "Feldmann AG" with:
      | phone | +49 30 5550100 |
    And the systems are synced

  Scenario: Accounts stand still without the field, and go on where they stood once it is back
    When the CRM takes the field "credit limit" of "account" away
    And 16 minutes pass
    And Sales changes the account "Feldmann AG":
      | name | Feldmann Pumpen AG |
    And Harness looks once
    Then the steward sees in the status that "accounts" stand still over "gone"
    And Finance has one customer "Feldmann AG"
    When the CRM puts the field "credit limit" of "account" back
    And 3 minutes pass
    And the systems are synced
    Then Finance has one customer "Feldmann Pumpen AG"
    And the steward sees in the status that nothing stands still
