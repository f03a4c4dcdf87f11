//! A pair's year as it is typed, in both languages, and the rules with their reasons.

use crate::harness::Home;

#[test]
fn a_first_observation_is_echoed_with_its_handle_and_its_readers() {
    let home = Home::with_pair();
    home.run(["observe", "Bo said no before I could promise it", "-t", "roles", "--praise"])
        .me("holm")
        .success()
        .stdout("O1  noted for today · roles, praise, about Bo · only you can read it\n")
        .stderr("");
}
