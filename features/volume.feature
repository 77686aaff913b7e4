Feature: Volume
  The end of a quarter: many deals in one afternoon, on calls that are not free.

  @slow
  Scenario Outline: <won> opportunities are won in one burst
    Given a company with 20 accounts and <won> open opportunities of 3 lines
    And the systems are synced
    When Sales wins every open opportunity
    And the systems are compared once
    Then Finance has <won> orders
    And that took no more calls than:
      | system           | calls              |
      | Salesforce       | <Salesforce>       |
      | HubSpot          | <HubSpot>          |
      | NetSuite         | <NetSuite>         |
      | Business Central | <Business Central> |
      | Odoo             | <Odoo>             |
    And the referee finds nothing lost, doubled or unexplained
    And neither vendor's limits were exceeded

    Examples:
      | won | Salesforce | HubSpot | NetSuite | Business Central | Odoo |
      | 50  | 12         | 30      | 65       | 20               | 25   |
      | 100 | 14         | 40      | 118      | 20               | 25   |

  Scenario: A first sync of many accounts writes each of them once
    Given a company with 60 accounts and 0 open opportunities of 3 lines
    When the systems are synced
    Then the referee finds nothing lost, doubled or unexplained
    And no customer was created twice
    And neither vendor's limits were exceeded
