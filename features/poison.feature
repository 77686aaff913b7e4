Feature: Records that cannot be dealt with
  One record of nonsense stops alone and says so; its neighbours go on, and so does everything behind it.

  Background:
    Given Finance sells:
      | item | name       | kind  | unit | EUR |
      | PUMP | Water pump | goods | Each | 100 |

  Scenario: A character that was lost on its way is not passed on
    Given Sales has the account "Heil AG"
    And Sales has the account "Kaputt � AG"
    And Sales has the account "Auch heil AG"
    When the systems are synced
    Then Finance has 2 customers
    And Finance has one customer "Heil AG"
    And Finance has one customer "Auch heil AG"
    And Sales sees on the account "Kaputt � AG":
      | sync status  | stopped               |
      | sync message | (contains) character |

  Scenario: It goes on once somebody has typed it again
    Given Sales has the account "Kaputt � AG"
    And the systems are synced
    When Sales changes the account "Kaputt � AG":
      | name | Geheilt AG |
    And the systems are synced
    Then Finance has one customer "Geheilt AG"
    And Sales sees on the account "Geheilt AG":
      | sync status | synced |
