Feature: Won opportunities and sales orders
  What Sales has won, Finance delivers and bills: one order, with exactly what was agreed.

  Background:
    Given Finance sells:
      | item   | name           | kind    | unit  | EUR  | USD    | JPY   | KWD     |
      | PUMP   | Water pump     | goods   | Each  | 100  | 110    | 16200 | 33.125  |
      | SETUP  | Installation   | service | Hour  | 90   | 99     | 14500 | 29.875  |
      | KIT    | Starter kit    | kit     | Each  | 250  | 275    | 40500 | 83.500  |
    And Sales has the account "Acme GmbH"
    And the systems are synced

  Rule: One order for each won opportunity

    Scenario: A single line becomes an order
      Given Sales has the opportunity "Acme pumps" of "Acme GmbH" with:
        | product | quantity | price |
        | PUMP    | 3        | 100   |
      When Sales wins the opportunity "Acme pumps"
      And the systems are synced
      Then Finance has one order for "Acme pumps" with:
        | customer | Acme GmbH  |
        | currency | EUR        |
        | total    | 300        |
        | date     | (today)    |
      And the order for "Acme pumps" has the lines:
        | product | quantity | price | net |
        | PUMP    | 3        | 100   | 300 |
      And Sales sees on the opportunity "Acme pumps":
        | sync status  | synced |
        | ERP number   | (set)  |
        | order status | Open   |
        | last sync    | (set)  |

    Scenario: Goods, services and kits are on one order
      Given Sales has the opportunity "Acme all in" of "Acme GmbH" with:
        | product | quantity | price | discount |
        | PUMP    | 2        | 100   |          |
        | SETUP   | 7.5      | 90    |          |
        | KIT     | 1        | 240   |          |
      When Sales wins the opportunity "Acme all in"
      And the systems are synced
      Then Finance has one order for "Acme all in" with:
        | total | 1115 |
      And the order for "Acme all in" has the lines:
        | product | quantity | price | net |
        | PUMP    | 2        | 100   | 200 |
        | SETUP   | 7.5      | 90    | 675 |
        | KIT     | 1        | 240   | 240 |

    Scenario: Two lines of the same product stay two lines
      Given Sales has the opportunity "Acme twice" of "Acme GmbH" with:
        | product | quantity | price |
        | PUMP    | 1        | 100   |
        | PUMP    | 1        | 80    |
      When Sales wins the opportunity "Acme twice"
      And the systems are synced
      Then the order for "Acme twice" has the lines:
        | product | quantity | price | net |
        | PUMP    | 1        | 100   | 100 |
        | PUMP    | 1        | 80    | 80  |

    Scenario: An open opportunity is not an order
      Given Sales has the opportunity "Acme maybe" of "Acme GmbH" with:
        | product | quantity | price |
        | PUMP    | 1        | 100   |
      And Sales has the opportunity "Acme sure" of "Acme GmbH" with:
        | product | quantity | price |
        | SETUP   | 1        | 90    |
      When Sales wins the opportunity "Acme sure"
      And the systems are synced
      Then Finance has one order for "Acme sure" with:
        | total | 90 |
      And Finance has no order for "Acme maybe"

    Scenario: A lost opportunity is not an order
      Given Sales has the opportunity "Acme lost" of "Acme GmbH" with:
        | product | quantity | price |
        | PUMP    | 1        | 100   |
      And Sales has the opportunity "Acme sure" of "Acme GmbH" with:
        | product | quantity | price |
        | SETUP   | 1        | 90    |
      When Sales loses the opportunity "Acme lost"
      And Sales wins the opportunity "Acme sure"
      And the systems are synced
      Then Finance has one order for "Acme sure" with:
        | total | 90 |
      And Finance has no order for "Acme lost"

    Scenario: Closing an opportunity twice makes one order
      Given Sales has the opportunity "Acme again" of "Acme GmbH" with:
        | product | quantity | price |
        | PUMP    | 1        | 100   |
      When Sales wins the opportunity "Acme again"
      And the systems are synced
      And Sales reopens the opportunity "Acme again"
      And the systems are synced
      Then Sales sees on the opportunity "Acme again":
        | sync status | stopped |
      When 5 minutes pass
      And Sales wins the opportunity "Acme again"
      And the systems are synced
      Then Finance has 1 order
      And Sales sees on the opportunity "Acme again":
        | sync status  | synced  |
        | sync message | (empty) |
      And Finance has one order for "Acme again" with:
        | total | 100 |

    Scenario: An opportunity that is reopened and closed again before the next look is one order
      Given Sales has the opportunity "Acme twice" of "Acme GmbH" with:
        | product | quantity | price |
        | PUMP    | 1        | 100   |
      And Sales wins the opportunity "Acme twice"
      And the systems are synced
      When Sales reopens the opportunity "Acme twice"
      And Sales wins the opportunity "Acme twice"
      And the systems are synced
      Then Finance has 1 order
      And Sales sees on the opportunity "Acme twice":
        | sync status | synced |

    Scenario: An opportunity that is reopened, changed and closed again changes its order
      Given Sales has the opportunity "Acme more" of "Acme GmbH" with:
        | product | quantity | price |
        | PUMP    | 1        | 100   |
      And Sales wins the opportunity "Acme more"
      And the systems are synced
      When Sales reopens the opportunity "Acme more"
      And Sales changes the quantity of "PUMP" in "Acme more" to 3
      And the systems are synced
      Then Finance has one order for "Acme more" with:
        | total | 100 |
      When 5 minutes pass
      And Sales wins the opportunity "Acme more"
      And the systems are synced
      Then Finance has 1 order
      And Finance has one order for "Acme more" with:
        | total | 300 |
      And Sales sees on the opportunity "Acme more":
        | sync status | synced |

    Scenario: The customer is created before its first order
      Given Sales has the account "Brandneu GmbH"
      And Sales has the opportunity "First deal" of "Brandneu GmbH" with:
        | product | quantity | price |
        | KIT     | 1        | 250   |
      When Sales wins the opportunity "First deal"
      And the systems are synced
      Then Finance has one customer "Brandneu GmbH"
      And Finance has one order for "First deal" with:
        | customer | Brandneu GmbH |
        | total    | 250           |

    Scenario: The customer's purchase order number is on the order
      Given Sales has the opportunity "Acme PO" of "Acme GmbH" with:
        | product | quantity | price |
        | PUMP    | 1        | 100   |
      And the opportunity "Acme PO" has the purchase order "PO-4711"
      When Sales wins the opportunity "Acme PO"
      And the systems are synced
      Then Finance has one order for "Acme PO" with:
        | purchase order | PO-4711 |

    Scenario: A line that changes after the order was placed changes the order
      Given Sales has the opportunity "Acme grows" of "Acme GmbH" with:
        | product | quantity | price |
        | PUMP    | 1        | 100   |
      And Sales wins the opportunity "Acme grows"
      And the systems are synced
      When Sales changes the quantity of "PUMP" in "Acme grows" to 4
      And the systems are synced
      Then Finance has 1 order
      And the order for "Acme grows" has the lines:
        | product | quantity | price | net |
        | PUMP    | 4        | 100   | 400 |

  Rule: What cannot be delivered stops with a reason

    Scenario: A product that Finance does not know stops the order
      Given Sales has the product "GHOST" called "Imaginary product" for 50 EUR
      And Sales has the opportunity "Acme ghost" of "Acme GmbH" with:
        | product | quantity | price |
        | GHOST   | 1        | 50    |
      When Sales wins the opportunity "Acme ghost"
      And the systems are synced
      Then Finance has no order for "Acme ghost"
      And Sales sees on the opportunity "Acme ghost":
        | sync status  | (set) |
        | sync message | (set) |
      When Finance sells:
        | item  | name              | kind  | unit | EUR |
        | GHOST | Imaginary product | goods | Each | 50  |
      And the systems are synced
      Then Finance has one order for "Acme ghost" with:
        | total | 50 |

    Scenario: An opportunity without products stops
      Given Sales has the opportunity "Acme empty" of "Acme GmbH" worth 500
      When Sales wins the opportunity "Acme empty"
      And the systems are synced
      Then Finance has no order for "Acme empty"
      And Sales sees on the opportunity "Acme empty":
        | sync status  | stopped             |
        | sync message | (contains) products |

    Scenario: An order that Finance changed to another total is reported with both numbers
      Given Sales has the opportunity "Acme sums" of "Acme GmbH" with:
        | product | quantity | price |
        | PUMP    | 2        | 100   |
      And Sales wins the opportunity "Acme sums"
      And the systems are synced
      When Finance changes the price of "PUMP" on the order for "Acme sums" to 95
      And the systems are synced
      Then Sales sees on the opportunity "Acme sums":
        | sync status  | stopped        |
        | sync message | (contains) 190 |
        | sync message | (contains) 200 |

    @netsuite
    Scenario: An order that Finance changed after it was invoiced is reported, and its invoice stays in sight
      Given Sales has the opportunity "Acme late" of "Acme GmbH" with:
        | product | quantity | price |
        | PUMP    | 2        | 100   |
      And Sales wins the opportunity "Acme late"
      And the systems are synced
      And Finance invoices the order for "Acme late", due in 30 days
      And the systems are synced
      When Finance changes the price of "PUMP" on the order for "Acme late" to 95
      And the systems are synced
      Then Sales sees on the opportunity "Acme late":
        | sync status    | stopped        |
        | sync message   | (contains) 190 |
        | invoice status | sent           |
        | invoiced       | 200            |
      When 5 minutes pass
      And Finance changes the price of "PUMP" on the order for "Acme late" to 100
      And the systems are synced
      Then Sales sees on the opportunity "Acme late":
        | sync status | synced |

    Scenario: Lines that change after the order was invoiced are settled by people
      Given Sales has the opportunity "Acme after" of "Acme GmbH" with:
        | product | quantity | price |
        | PUMP    | 2        | 100   |
      And Sales wins the opportunity "Acme after"
      And the systems are synced
      And Finance invoices the order for "Acme after", due in 30 days
      And the systems are synced
      When Sales changes the quantity of "PUMP" in "Acme after" to 3
      And the systems are synced
      Then Sales sees on the opportunity "Acme after":
        | sync status  | stopped                |
        | sync message | (contains) credit memo |
        | invoiced     | 200                    |
      When 5 minutes pass
      And Sales changes the quantity of "PUMP" in "Acme after" to 2
      And the systems are synced
      Then Sales sees on the opportunity "Acme after":
        | sync status | synced |

  Rule: Discounts

    Scenario: A line discount within the policy is on the order
      Given Sales has the opportunity "Acme rebate" of "Acme GmbH" with:
        | product | quantity | price | discount |
        | PUMP    | 3        | 99.99 | 10       |
        | SETUP   | 1        | 90    |          |
      When Sales wins the opportunity "Acme rebate"
      And the systems are synced
      Then Finance has one order for "Acme rebate" with:
        | total | 359.97 |
      And the order for "Acme rebate" has the lines:
        | product | quantity | price | net    |
        | PUMP    | 3        | 99.99 | 269.97 |
        | SETUP   | 1        | 90    | 90     |

    Scenario: A discount on the whole order is on the order
      Given Sales has the opportunity "Acme loyal" of "Acme GmbH" with:
        | product | quantity | price | discount |
        | PUMP    | 3        | 100   |          |
        | SETUP   | 1        | 90    | 5        |
      And the opportunity "Acme loyal" has a discount of 7.5 % on the whole
      When Sales wins the opportunity "Acme loyal"
      And the systems are synced
      Then Finance has one order for "Acme loyal" with:
        | total | 356.59 |

    Scenario: A discount beyond the policy waits until it is approved
      Given Sales has the opportunity "Acme bold" of "Acme GmbH" with:
        | product | quantity | price | discount |
        | PUMP    | 10       | 100   | 25       |
      When Sales wins the opportunity "Acme bold"
      And the systems are synced
      Then Finance has no order for "Acme bold"
      And Sales sees on the opportunity "Acme bold":
        | sync status  | waiting         |
        | sync message | (contains) 25 % |
      When the sales director approves the discount of "Acme bold"
      And the systems are synced
      Then Finance has one order for "Acme bold" with:
        | total | 750 |

    Scenario: A rejected discount is not ordered until the terms change
      Given Sales has the opportunity "Acme greedy" of "Acme GmbH" with:
        | product | quantity | price | discount |
        | PUMP    | 10       | 100   | 40       |
      And Sales wins the opportunity "Acme greedy"
      And the systems are synced
      When the sales director rejects the discount of "Acme greedy"
      And the systems are synced
      Then Finance has no order for "Acme greedy"
      And Sales sees on the opportunity "Acme greedy":
        | sync status  | stopped             |
        | sync message | (contains) rejected |
      When Sales changes the discount of "PUMP" in "Acme greedy" to 10
      And the systems are synced
      Then Finance has one order for "Acme greedy" with:
        | total | 900 |

    Scenario: A discount on the whole order beyond the policy waits as well
      Given Sales has the opportunity "Acme flat" of "Acme GmbH" with:
        | product | quantity | price |
        | PUMP    | 1        | 100   |
      And the opportunity "Acme flat" has a discount of 20 % on the whole
      When Sales wins the opportunity "Acme flat"
      And the systems are synced
      Then Finance has no order for "Acme flat"
      And Sales sees on the opportunity "Acme flat":
        | sync status  | waiting         |
        | sync message | (contains) 20 % |

    Scenario: Finance's own limit decides
      Given orders with more than 30 % discount need an approval
      And Sales has the opportunity "Acme lenient" of "Acme GmbH" with:
        | product | quantity | price | discount |
        | PUMP    | 1        | 100   | 25       |
      When Sales wins the opportunity "Acme lenient"
      And the systems are synced
      Then Finance has one order for "Acme lenient" with:
        | total | 75 |

  Rule: Every currency to its smallest coin

    Scenario Outline: An order in <currency> ties, with rate and date
      Given Sales has the account "<account>" with:
        | currency | <currency> |
      And Sales has the opportunity "Abroad" of "<account>" with:
        | product | quantity | price   | discount |
        | PUMP    | 3        | <price> | 5        |
      When Sales wins the opportunity "Abroad"
      And the systems are synced
      Then Finance has one order for "Abroad" with:
        | currency      | <currency> |
        | total         | <total>    |
        | exchange rate | <rate>     |
      And Sales sees on the opportunity "Abroad":
        | exchange rate | <rate>  |
        | rate date     | (today) |

      Examples:
        | account          | currency | price   | total   | rate     |
        | Euro SA          | EUR      | 33.33   | 94.99   | 1        |
        | Dollar Inc.      | USD      | 110.25  | 314.21  | 0.925926 |
        | Yen KK           | JPY      | 16201   | 46173   | 0.006173 |
        | Dinar W.L.L.     | KWD      | 33.125  | 94.406  | 3.012048 |

  Rule: What was before is left alone

    Scenario: An opportunity won before Harness came is not ordered again
      Given Sales has the opportunity "Acme history" of "Acme GmbH" with:
        | product | quantity | price |
        | PUMP    | 1        | 100   |
      And Sales has the opportunity "Acme sure" of "Acme GmbH" with:
        | product | quantity | price |
        | SETUP   | 1        | 90    |
      When Sales wins the opportunity "Acme history" 90 days ago
      And Sales wins the opportunity "Acme sure"
      And the systems are synced
      Then Finance has one order for "Acme sure" with:
        | total | 90 |
      And Finance has no order for "Acme history"

    Scenario: An order that Finance entered by hand is matched, not doubled
      Given Sales has the opportunity "Acme by hand" of "Acme GmbH" with:
        | product | quantity | price |
        | PUMP    | 5        | 100   |
      And the opportunity "Acme by hand" has the purchase order "PO-77"
      And Finance has entered by hand an order of "Acme GmbH" for the purchase order "PO-77":
        | product | quantity | price |
        | PUMP    | 5        | 100   |
      When Sales wins the opportunity "Acme by hand"
      And the systems are synced
      Then Finance has 1 order
      And Sales sees on the opportunity "Acme by hand":
        | sync status | synced |
        | ERP number  | (set)  |

    Scenario: The stage that makes an order is the company's choice
      Given orders are made at the stage "negotiation"
      And Sales has the opportunity "Acme early" of "Acme GmbH" with:
        | product | quantity | price |
        | PUMP    | 1        | 100   |
      When Sales moves the opportunity "Acme early" to the stage "negotiation"
      And the systems are synced
      Then Finance has one order for "Acme early" with:
        | total | 100 |
