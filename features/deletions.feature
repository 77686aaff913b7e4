Feature: Deleted and merged records
  What somebody deletes or merges in one system is never brought back from the dead and never deleted in the other. What becomes of
  the other half is the company's own decision, for each kind of record.

  Background:
    Given Finance sells:
      | item | name       | kind  | unit | EUR |
      | PUMP | Water pump | goods | Each | 100 |
    And Sales has the account "Bleibt AG"
    And Sales has the account "Geht AG"
    And the systems are synced

  Rule: A person decides, unless the company has said otherwise

    Scenario: An account that Sales deletes stops for a person, and Finance's customer stays
      When Sales deletes the account "Geht AG"
      And the systems are synced
      Then Finance has one customer "Geht AG"
      And the list of failures names the account "Geht AG" with "deleted"

    Scenario: A customer of a deleted account that Finance changes later does not bring the account back
      Given Sales deletes the account "Geht AG"
      And the systems are synced
      When Finance changes the customer "Geht AG":
        | payment terms | Net 60 |
      And the systems are synced
      Then Sales has no account "Geht AG"

    Scenario: An account that is restored is in step again
      Given Sales deletes the account "Geht AG"
      And the systems are synced
      When Sales restores the account "Geht AG"
      And Finance changes the customer "Geht AG":
        | payment terms | Net 60 |
      And the systems are synced
      Then Sales sees on the account "Geht AG":
        | payment terms | Net 60 |
        | sync status   | synced |
      And Finance has one customer "Geht AG"

    Scenario: The company wants such customers left alone
      Given counterparts of deleted accounts are to be left alone
      When Sales deletes the account "Geht AG"
      And the systems are synced
      Then Finance has one customer "Geht AG"
      And the list of failures does not name the account "Geht AG"
      When Finance changes the customer "Geht AG":
        | payment terms | Net 60 |
      And the systems are synced
      Then Sales has no account "Geht AG"
      And Finance has one customer "Geht AG"

    Scenario: The company wants such customers archived
      Given counterparts of deleted accounts are to be archived
      When Sales deletes the account "Geht AG"
      And the systems are synced
      Then the customer "Geht AG" is inactive in Finance
      And the customer "Bleibt AG" is active in Finance
      And the list of failures does not name the account "Geht AG"

  Rule: Links move to the survivor of a merge

    Scenario: Two accounts are merged, and only one of them was a customer
      Given Sales has the account "Doppelt AG" with:
        | billing country | (empty) |
      And the systems are synced
      When Sales merges the account "Geht AG" into "Doppelt AG"
      And Sales changes the account "Doppelt AG":
        | billing country | DE |
      And the systems are synced
      Then Finance has 2 customers
      And the customer of "Geht AG" is the account "Doppelt AG" now

    Scenario: Two accounts are merged that are both customers
      When Sales merges the account "Geht AG" into "Bleibt AG"
      And the systems are synced
      Then Finance has 2 customers
      And the list of failures names the account "Geht AG" with "left over"

    Scenario: An order keeps its one customer when its account is merged
      Given Sales has the opportunity "Geht pumps" of "Geht AG" with:
        | product | quantity | price |
        | PUMP    | 2        | 100   |
      And Sales wins the opportunity "Geht pumps"
      And Sales has the account "Doppelt AG" with:
        | billing country | (empty) |
      And the systems are synced
      When Sales merges the account "Geht AG" into "Doppelt AG"
      And the systems are synced
      Then Finance has 1 order
      And one order was created by Harness

  Rule: What was deleted in Finance's system is not made again

    Scenario: A customer that Finance deletes is not made again by a late change
      Given Finance deletes the customer "Geht AG"
      When Sales changes the account "Geht AG":
        | phone | +49 30 123456 |
      And the systems are synced
      Then Finance has no customer "Geht AG"
      And the list of failures names the account "Geht AG" with "deleted"

    Scenario: An order for an account whose customer was deleted stops with a reason
      Given Finance deletes the customer "Geht AG"
      And Sales changes the account "Geht AG":
        | phone | +49 30 123456 |
      And the systems are synced
      And Sales has the opportunity "Geht late" of "Geht AG" with:
        | product | quantity | price |
        | PUMP    | 1        | 100   |
      When Sales wins the opportunity "Geht late"
      And the systems are synced
      Then Finance has no order for "Geht late"
      And Sales sees on the opportunity "Geht late":
        | sync status  | stopped            |
        | sync message | (contains) deleted |

    @netsuite
    Scenario: Finance deletes a customer, and the company polls for that
      Given the company polls Finance's system for deleted customers
      And Finance deletes the customer "Geht AG"
      When the systems are synced
      Then the list of failures names the customer of "Geht AG" with "deleted"
