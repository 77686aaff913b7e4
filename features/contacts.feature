Feature: Contacts
  Sales owns the people; Finance sees them with their role, at the right customer.

  Background:
    Given Sales has the account "Lindner KG"

  Scenario: A contact arrives with role and primary flag
    Given Sales has the contact "Jana Vogel" of "Lindner KG" with:
      | e-mail  | jana.vogel@lindner.example |
      | phone   | +49 89 120340              |
      | role    | Decision Maker             |
      | primary | yes                        |
    When the systems are synced
    Then Finance has one contact "Jana Vogel" at "Lindner KG" with:
      | e-mail  | jana.vogel@lindner.example |
      | role    | Decision Maker             |
      | primary | yes                        |
    And Sales sees on the contact "Jana Vogel":
      | ERP number  | (set)  |
      | sync status | synced |

  Scenario: The account goes first even when only the contact is new
    Given the systems are synced
    When Sales adds the account "Spätzle AG"
    And Sales adds the contact "Uwe Graf" of "Spätzle AG" with:
      | e-mail | uwe@spaetzle.example |
      | role   | Billing              |
    And the systems are synced
    Then Finance has one contact "Uwe Graf" at "Spätzle AG" with:
      | role | Billing |

  Scenario: A contact waits behind an account that has stopped
    Given Sales has the account "Ohne Land AG" with:
      | billing country | (empty) |
    And Sales has the contact "Ida Roth" of "Ohne Land AG" with:
      | e-mail | ida@ohneland.example |
    When the systems are synced
    Then Finance has no contact "Ida Roth"
    When Sales changes the account "Ohne Land AG":
      | billing country | DE |
    And the systems are synced
    Then Finance has one contact "Ida Roth" at "Ohne Land AG" with:
      | e-mail | ida@ohneland.example |

  Scenario: A changed role and address of a contact travel
    Given Sales has the contact "Jana Vogel" of "Lindner KG" with:
      | e-mail | jana@lindner.example |
      | role   | Technical            |
    And the systems are synced
    When Sales changes the contact "Jana Vogel":
      | e-mail | j.vogel@lindner.example |
      | role   | Billing                 |
    And the systems are synced
    Then Finance has one contact "Jana Vogel" at "Lindner KG" with:
      | e-mail | j.vogel@lindner.example |
      | role   | Billing                 |

  Scenario: A private contact stays with Sales
    Given Sales has the private contact "Paul Privat"
    And Sales has the contact "Anna Amt" of "Lindner KG" with:
      | role | Other |
    When the systems are synced
    Then Finance has one contact "Anna Amt" at "Lindner KG" with:
      | role | Other |
    And Finance has no contact "Paul Privat"
