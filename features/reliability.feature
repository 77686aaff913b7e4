Feature: Reliability
  Whatever happens on the way, nothing is lost and nothing is done twice.

  Background:
    Given Finance sells:
      | item | name       | kind  | unit | EUR |
      | PUMP | Water pump | goods | Each | 100 |
    And Sales has the account "Fels AG"
    And the systems are synced
    And Sales has the opportunity "Fels pumps" of "Fels AG" with:
      | product | quantity | price |
      | PUMP    | 2        | 100   |
    And the systems are synced

  Rule: An answer that never came

    Scenario Outline: Finance's system <trouble> while the order is placed
      Given the ERP will <fault> the next order
      When Sales wins the opportunity "Fels pumps"
      And the systems are synced
      Then the trouble has happened
      And Finance has 1 order
      And Finance has one order for "Fels pumps" with:
        | total | 200 |
      And one order was created by Harness
      And Sales sees on the opportunity "Fels pumps":
        | sync status | synced |
        | ERP number  | (set)  |

      Examples:
        | trouble                                       | fault                                      |
        | breaks the connection before it takes it      | break off before taking                    |
        | breaks the connection after it took it        | break off after taking                     |
        | fails after it took it                        | answer with an error after taking          |
        | does not answer in time                       | not answer in time                         |
        | takes it only after the caller has given up   | take only later, without an answer,        |

    Scenario: Sales' system loses the answer to a new account
      Given customers that only Finance knows become accounts
      And Finance has the customer "Findling GmbH" with:
        | tax id          | DE815000555 |
        | billing country | DE          |
      And the CRM will lose the answer to the next write
      When the systems are synced
      Then the trouble has happened
      And one account was created by Harness
      And Sales has one account "Findling GmbH" with:
        | tax id | DE815000555 |

    Scenario: The runner is killed after the order was placed and before it knew
      Given the ERP will take the next order and stay silent
      When Sales wins the opportunity "Fels pumps"
      And the runner is killed while it waits for the answer
      And the runner is started again
      And the systems are synced
      Then Finance has 1 order
      And one order was created by Harness
      And Sales sees on the opportunity "Fels pumps":
        | sync status | synced |
        | ERP number  | (set)  |

  Rule: A vendor that asks for patience

    Scenario Outline: The <system> <refusal> for a while
      Given the <system> <refusal> for the next 3 calls
      When Sales wins the opportunity "Fels pumps"
      And the systems are synced
      Then the trouble has happened
      And Finance has one order for "Fels pumps" with:
        | total | 200 |
      And one order was created by Harness
      And nobody was called before they allowed it

      Examples:
        | system | refusal         |
        | ERP    | limits the rate |
        | CRM    | limits the rate |
        | ERP    | is unavailable  |
        | CRM    | is unavailable  |

    Scenario: A vendor that names a time is not called before it
      Given the ERP is unavailable for the next 1 call and asks to wait 1 second
      When Sales wins the opportunity "Fels pumps"
      And the systems are synced
      Then the trouble has happened
      And Finance has one order for "Fels pumps" with:
        | total | 200 |
      And nobody was called before they allowed it

    Scenario: Finance's system answers with a web page instead of data
      Given the ERP shows its maintenance page for the next 2 calls
      When Sales wins the opportunity "Fels pumps"
      And the systems are synced
      Then the trouble has happened
      And one order was created by Harness

    Scenario Outline: The login to the <system> expires in between
      Given the login to the <system> has expired
      When Sales wins the opportunity "Fels pumps"
      And the systems are synced
      Then the trouble has happened
      And Finance has one order for "Fels pumps" with:
        | total | 200 |

      Examples:
        | system |
        | ERP    |
        | CRM    |

    Scenario: A record that a colleague has open is tried again
      Given the CRM has the next record locked by a colleague
      When Finance changes the customer "Fels AG":
        | payment terms | Net 60 |
      And the systems are synced
      Then the trouble has happened
      And Sales sees on the account "Fels AG":
        | payment terms | Net 60 |

  Rule: Peace when nothing happens

    Scenario: A second run right after the first writes nothing
      Given Sales wins the opportunity "Fels pumps"
      And the systems are synced
      When the systems are compared once
      Then nothing was written

    Scenario: A quiet round costs one call for each kind of record that is watched
      When the systems are compared once
      Then nothing was written
      And that took one call for each kind of record that is watched

    Scenario: A runner that starts again has forgotten nothing and repeats nothing
      Given Sales wins the opportunity "Fels pumps"
      And the systems are synced
      When the runner is stopped
      And the runner is started again
      And the systems are compared once
      Then nothing was written
      And Finance has 1 order
