Feature: Products and prices
  Finance owns what is sold and what it costs; Sales sells from the same list.

  Scenario: An item is offered to Sales with a price in each currency
    Given Finance sells:
      | item  | name         | kind  | unit | EUR   | USD    | JPY  | KWD    |
      | P-100 | Water pump   | goods | Each | 99.50 | 110.25 | 16200 | 33.125 |
    When the systems are synced
    Then Sales can sell "P-100" as "Water pump" by the "Each"
    And Sales can sell "P-100" for:
      | EUR | 99.50  |
      | USD | 110.25 |
      | JPY | 16200  |
      | KWD | 33.125 |
    And Sales sees on the product "Water pump":
      | ERP number  | (set)  |
      | sync status | synced |

  Scenario: Goods, services and kits are all sold
    Given Finance sells:
      | item | name          | kind    | unit  | EUR |
      | G-1  | Filter        | goods   | Box   | 10  |
      | S-1  | Installation  | service | Hour  | 90  |
      | K-1  | Starter kit   | kit     | Each  | 250 |
    When the systems are synced
    Then Sales can sell "G-1" as "Filter" by the "Box"
    And Sales can sell "S-1" as "Installation" by the "Hour"
    And Sales can sell "K-1" as "Starter kit" by the "Each"

  Scenario: A new price reaches Sales and the old one is gone
    Given Finance sells:
      | item  | name       | kind  | unit | EUR | USD |
      | P-200 | Hand crank | goods | Each | 20  | 22  |
    And the systems are synced
    And 5 minutes pass
    When Finance prices "P-200" at 24.90 EUR
    And the systems are synced
    Then Sales can sell "P-200" for:
      | EUR | 24.90 |
      | USD | 22    |

  Scenario: A product that Sales made up is recognised by its number
    Given Sales has the product "P-300" called "Pump (old name)"
    And Finance sells:
      | item  | name     | kind  | unit | EUR |
      | P-300 | New pump | goods | Each | 70  |
    When the systems are synced
    Then Sales can sell "P-300" as "New pump" by the "Each"

  Scenario: An item that Finance no longer sells is withdrawn
    Given Finance sells:
      | item  | name    | kind  | unit | EUR |
      | P-400 | Old hat | goods | Each | 5   |
    And the systems are synced
    When Finance withdraws "P-400"
    And the systems are synced
    Then Sales cannot sell "P-400"

  Scenario: An item withdrawn before it was ever offered is not shown
    Given Finance sells:
      | item  | name    | kind  | unit | EUR |
      | P-500 | Relic   | goods | Each | 5   |
      | P-501 | Novelty | goods | Each | 6   |
    And Finance withdraws "P-500"
    When the systems are synced
    Then Sales can sell "P-501" as "Novelty" by the "Each"
    And Sales does not know "P-500"
