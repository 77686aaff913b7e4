Feature: Reconciliation
  Once a day both systems are compared record by record, so that nobody has to trust that nothing slipped through.

  Background:
    Given Finance sells:
      | item | name       | kind  | unit | EUR |
      | PUMP | Water pump | goods | Each | 100 |
    And Sales has the account "Abgleich AG"
    And Sales has the account "Bestand AG"
    And the systems are synced
    And Sales has the opportunity "Abgleich pumps" of "Abgleich AG" with:
      | product | quantity | price |
      | PUMP    | 10       | 100   |
    And Sales wins the opportunity "Abgleich pumps"
    And the systems are synced

  Rule: Agreement is shown, and costs little

    Scenario: Both systems agree, record by record and in their sums
      Given 5 minutes pass
      When the systems are reconciled
      Then nothing has drifted
      And nothing was written
      And the sums of the sales orders tie:
        | currency | status | count | sum  |
        | EUR      | open   | 1     | 1000 |
      And the steward sees in the status that nothing has drifted

    Scenario: A comparison of everything costs each kind of record its list pages and no more
      Given 5 minutes pass
      When the systems are reconciled
      Then that took no more calls than:
        | system           | calls |
        | Salesforce       | 8     |
        | HubSpot          | 16    |
        | NetSuite         | 11    |
        | Business Central | 10    |
        | Odoo             | 14    |

  Rule: What slipped through is found and, while it is little, put right

    Scenario: A change that the watermark has jumped over
      Given Finance changes the customer "Abgleich AG":
        | payment terms | Net 60 |
      And the runner's watermarks have jumped over it
      When 20 minutes pass
      And the systems are synced
      Then Sales sees on the account "Abgleich AG":
        | payment terms | Net 30 |
      When the systems are reconciled
      Then 1 of the accounts is differing
      When the systems are synced
      Then Sales sees on the account "Abgleich AG":
        | payment terms | Net 60 |
      When the systems are reconciled
      Then nothing has drifted

    Scenario: An opportunity won while the watermark was wrong becomes an order
      Given Sales has the opportunity "Abgleich late" of "Bestand AG" with:
        | product | quantity | price |
        | PUMP    | 1        | 100   |
      And Sales wins the opportunity "Abgleich late"
      And the runner's watermarks have jumped over it
      When 20 minutes pass
      And the systems are synced
      Then Finance has no order for "Abgleich late"
      When the systems are reconciled
      Then 1 of the sales orders is missing
      When the systems are synced
      Then Finance has one order for "Abgleich late" with:
        | total | 100 |

    @netsuite
    Scenario: A payment that was voided where no feed tells
      Given applying a payment leaves the invoice's own stamp alone
      And Finance invoices the order for "Abgleich pumps", due in 30 days
      And the customer pays 1000 of the invoice of "Abgleich pumps"
      And the systems are synced
      And Finance voids the payment of "Abgleich pumps"
      And the runner's watermarks have jumped over it
      When 20 minutes pass
      And the systems are synced
      Then Sales sees on the opportunity "Abgleich pumps":
        | invoice status | paid |
      When the systems are reconciled
      And the systems are synced
      Then Sales sees on the opportunity "Abgleich pumps":
        | invoice status | sent |
        | balance        | 1000 |
      And Sales sees on the account "Abgleich AG":
        | open balance | 1000 |

    @netsuite
    Scenario: An invoice that Finance deleted is no longer shown
      Given Finance invoices the order for "Abgleich pumps", due in 30 days
      And the systems are synced
      And Finance deletes the invoice of "Abgleich pumps"
      And 20 minutes pass
      And the systems are synced
      When the systems are reconciled
      And the systems are synced
      Then Sales sees on the opportunity "Abgleich pumps":
        | invoice number | (empty) |
        | invoiced       | 0       |
        | balance        | 0       |

    Scenario: A customer that Finance deleted, of which no feed tells
      Given Finance deletes the customer "Bestand AG"
      And 20 minutes pass
      And the systems are synced
      When the systems are reconciled
      Then 1 of the accounts is missing
      When the systems are synced
      Then Finance has no customer "Bestand AG"
      And Sales sees on the account "Bestand AG":
        | sync status  | stopped            |
        | sync message | (contains) deleted |

    Scenario: A second order that somebody entered for the same opportunity
      Given Finance enters a second order for "Abgleich pumps" while the runner's watermark is wrong
      And 20 minutes pass
      And the systems are synced
      When the systems are reconciled
      Then 1 of the sales orders is extra

  Rule: More than a little is reported and left alone

    Scenario: Drift beyond the limit is not repaired
      Given a reconciliation may repair at most 1 record
      And Finance changes the customer "Abgleich AG":
        | payment terms | Net 60 |
      And Finance changes the customer "Bestand AG":
        | payment terms | Net 60 |
      And the runner's watermarks have jumped over it
      And 20 minutes pass
      When the systems are reconciled
      Then 2 of the accounts are differing
      And somebody is alerted that accounts have drifted
      When the systems are synced
      Then Sales sees on the account "Abgleich AG":
        | payment terms | Net 30 |

  Rule: What is on its way, or has stopped with a reason, is no drift

    Scenario: A change that the next poll will bring
      Given Finance changes the customer "Abgleich AG":
        | payment terms | Net 60 |
      And 5 minutes pass
      When the systems are reconciled
      Then nothing has drifted

    Scenario: A record that has stopped with a reason
      Given Sales has the account "Ohne Land AG" with:
        | billing country | (empty) |
      And the systems are synced
      And 20 minutes pass
      When the systems are reconciled
      Then nothing has drifted
