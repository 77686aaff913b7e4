Feature: Invoices and payments
  Sales sees on the opportunity and on the account what Finance has billed and what the customer has paid.

  Background:
    Given Finance sells:
      | item | name       | kind  | unit | EUR |
      | PUMP | Water pump | goods | Each | 100 |
    And Sales has the account "Zahlgut AG"
    And the systems are synced
    And Sales has the opportunity "Zahlgut pumps" of "Zahlgut AG" with:
      | product | quantity | price |
      | PUMP    | 10       | 100   |
    And Sales wins the opportunity "Zahlgut pumps"
    And the systems are synced

  Scenario: An invoice that was sent
    When Finance invoices the order for "Zahlgut pumps", due in 30 days
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut pumps":
      | invoice number | (set)        |
      | invoice status | sent         |
      | invoice due    | (in 30 days) |
      | invoiced       | 1000         |
      | paid           | 0            |
      | credited       | 0            |
      | balance        | 1000         |
      | last payment   | (empty)      |
    And Sales sees on the account "Zahlgut AG":
      | open balance    | 1000 |
      | overdue balance | 0    |

  Scenario: An invoice that nobody has released yet is pending
    When Finance invoices the order for "Zahlgut pumps", due in 30 days
    And Finance holds the invoice of "Zahlgut pumps" back for approval
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut pumps":
      | invoice status | pending |

  Scenario: A part is paid, then the rest
    Given Finance invoices the order for "Zahlgut pumps", due in 30 days
    And the systems are synced
    When the customer pays 400 of the invoice of "Zahlgut pumps"
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut pumps":
      | invoice status | partially_paid |
      | paid           | 400            |
      | balance        | 600            |
      | last payment   | (today)        |
    And Sales sees on the account "Zahlgut AG":
      | open balance | 600 |
    When the customer pays 600 of the invoice of "Zahlgut pumps"
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut pumps":
      | invoice status | paid |
      | paid           | 1000 |
      | balance        | 0    |
    And Sales sees on the account "Zahlgut AG":
      | open balance | 0 |

  Scenario: An invoice past its date is overdue
    When Finance invoices the order for "Zahlgut pumps", due 3 days ago
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut pumps":
      | invoice status | overdue |
      | balance        | 1000    |
    And Sales sees on the account "Zahlgut AG":
      | overdue balance | 1000 |

  Scenario: An invoice falls overdue by the passing of days alone
    Given Finance invoices the order for "Zahlgut pumps", due in 2 days
    And the systems are synced
    When 4 days pass
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut pumps":
      | invoice status | overdue |
    And Sales sees on the account "Zahlgut AG":
      | overdue balance | 1000 |

  Scenario: A credit memo settles the invoice
    Given Finance invoices the order for "Zahlgut pumps", due in 30 days
    And the systems are synced
    When Finance credits the invoice of "Zahlgut pumps"
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut pumps":
      | invoice status | credited |
      | credited       | 1000     |
      | paid           | 0        |
      | balance        | 0        |

  Scenario: A credit for a part leaves the rest open
    Given Finance invoices the order for "Zahlgut pumps", due in 30 days
    And the systems are synced
    When Finance credits 250 of the invoice of "Zahlgut pumps"
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut pumps":
      | invoice status | partially_paid |
      | credited       | 250            |
      | balance        | 750            |

  Scenario: A voided invoice is no longer owed
    Given Finance invoices the order for "Zahlgut pumps", due in 30 days
    And the systems are synced
    When Finance voids the invoice of "Zahlgut pumps"
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut pumps":
      | invoice status | voided |
      | balance        | 0      |
    And Sales sees on the account "Zahlgut AG":
      | open balance | 0 |

  Scenario: A customer who pays too much has paid the invoice and no more
    Given Finance invoices the order for "Zahlgut pumps", due in 30 days
    When the customer pays 1200 of the invoice of "Zahlgut pumps"
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut pumps":
      | invoice status | paid |
      | paid           | 1000 |
      | balance        | 0    |

  @netsuite
  Scenario: What a customer has paid too much stands on the account, below zero
    Given Finance invoices the order for "Zahlgut pumps", due in 30 days
    When the customer pays 1200 of the invoice of "Zahlgut pumps"
    And the systems are synced
    Then Sales sees on the account "Zahlgut AG":
      | open balance | -200 |

  @netsuite
  Scenario: A credit memo larger than what is still due leaves the rest on the account
    Given Finance invoices the order for "Zahlgut pumps", due in 30 days
    And the customer pays 900 of the invoice of "Zahlgut pumps"
    And the systems are synced
    When Finance credits 400 of the invoice of "Zahlgut pumps"
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut pumps":
      | invoice status | paid |
      | paid           | 900  |
      | credited       | 100  |
      | balance        | 0    |
    And Sales sees on the account "Zahlgut AG":
      | open balance | -300 |

  @netsuite
  Scenario: Money that was paid back is no credit any more
    Given Finance invoices the order for "Zahlgut pumps", due in 30 days
    And the customer pays 1200 of the invoice of "Zahlgut pumps"
    And the systems are synced
    When Finance pays back 150 of the payment
    And the systems are synced
    Then Sales sees on the account "Zahlgut AG":
      | open balance | -50 |
    When Finance pays back 50 of the payment
    And the systems are synced
    Then Sales sees on the account "Zahlgut AG":
      | open balance | 0 |
    And Sales sees on the opportunity "Zahlgut pumps":
      | invoice status | paid |
      | paid           | 1000 |

  @netsuite
  Scenario: Goods that came back are credited and their price is paid back
    Given Finance invoices the order for "Zahlgut pumps", due in 30 days
    And the customer pays 1000 of the invoice of "Zahlgut pumps"
    And Finance credits 250 of the invoice of "Zahlgut pumps"
    And the systems are synced
    Then Sales sees on the account "Zahlgut AG":
      | open balance | -250 |
    When Finance pays back 250 of the credit memo
    And the systems are synced
    Then Sales sees on the account "Zahlgut AG":
      | open balance | 0 |

  @netsuite
  Scenario: One payment settles two invoices
    Given Sales has the opportunity "Zahlgut spares" of "Zahlgut AG" with:
      | product | quantity | price |
      | PUMP    | 1        | 50    |
    And Sales wins the opportunity "Zahlgut spares"
    And the systems are synced
    And Finance invoices the order for "Zahlgut pumps", due in 30 days
    And Finance invoices the order for "Zahlgut spares", due in 30 days
    And the systems are synced
    When the customer pays 1020 for the invoices of "Zahlgut pumps" and "Zahlgut spares"
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut pumps":
      | invoice status | paid |
      | paid           | 1000 |
    And Sales sees on the opportunity "Zahlgut spares":
      | invoice status | partially_paid |
      | paid           | 20             |
      | balance        | 30             |
    And Sales sees on the account "Zahlgut AG":
      | open balance | 30 |

  @netsuite
  Scenario: What was paid too much settles the next invoice
    Given Finance invoices the order for "Zahlgut pumps", due in 30 days
    And the customer pays 1040 of the invoice of "Zahlgut pumps"
    And Sales has the opportunity "Zahlgut spares" of "Zahlgut AG" with:
      | product | quantity | price |
      | PUMP    | 1        | 50    |
    And Sales wins the opportunity "Zahlgut spares"
    And the systems are synced
    And Finance invoices the order for "Zahlgut spares", due in 30 days
    And the systems are synced
    Then Sales sees on the account "Zahlgut AG":
      | open balance | 10 |
    When Finance uses the rest of the payment for the invoice of "Zahlgut spares"
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut spares":
      | invoice status | partially_paid |
      | balance        | 10             |
    And Sales sees on the account "Zahlgut AG":
      | open balance | 10 |

  @netsuite
  Scenario: A payment that bounced is owed again
    Given Finance invoices the order for "Zahlgut pumps", due in 30 days
    And the customer pays 1000 of the invoice of "Zahlgut pumps"
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut pumps":
      | invoice status | paid |
    When the payment bounces
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut pumps":
      | invoice status | sent |
      | paid           | 0    |
      | balance        | 1000 |
    And Sales sees on the account "Zahlgut AG":
      | open balance | 1000 |

  @netsuite
  Scenario: A payment that was booked to the wrong invoice is taken off it
    Given Finance invoices the order for "Zahlgut pumps", due in 30 days
    And the customer pays 1000 of the invoice of "Zahlgut pumps"
    And the systems are synced
    When Finance takes the payment off the invoice again
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut pumps":
      | invoice status | sent |
      | balance        | 1000 |
    And Sales sees on the account "Zahlgut AG":
      | open balance | 0 |

  Scenario: Two invoices of one order are added up
    Given Finance invoices 40 % of the order for "Zahlgut pumps"
    And Finance invoices the rest of the order for "Zahlgut pumps"
    And the systems are synced
    When the customer pays the first invoice of "Zahlgut pumps"
    And the systems are synced
    Then Sales sees on the opportunity "Zahlgut pumps":
      | invoice status | sent |
      | invoiced       | 1000 |
      | paid           | 400  |
      | balance        | 600  |
    And Sales sees both invoice numbers on the opportunity "Zahlgut pumps"

  Scenario: All of an account's invoices are on the account
    Given Sales has the opportunity "Zahlgut spares" of "Zahlgut AG" with:
      | product | quantity | price |
      | PUMP    | 1        | 50    |
    And Sales wins the opportunity "Zahlgut spares"
    And the systems are synced
    When Finance invoices the order for "Zahlgut pumps", due in 30 days
    And Finance invoices the order for "Zahlgut spares", due 1 day ago
    And the systems are synced
    Then Sales sees on the account "Zahlgut AG":
      | open balance    | 1050 |
      | overdue balance | 50   |
