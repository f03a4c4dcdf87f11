//! Outputs that are full or closed, and words and names that are no text: nothing breaks, and what was done is told or stands.

use crate::harness::Home;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt as _;

#[test]
fn an_answer_that_cannot_be_written_is_an_error_and_what_was_done_is_done() {
    let home = Home::with_pair();
    home.run(["review", "schedule", "--on", "2027-05-20", "--at", "9:00"]).success();
    let into_full = |words: &[&str]| home.in_shell("exec \"$@\" > /dev/full", words).status(1);
    into_full(&["o", "said into the void", "--me", "holm"])
        .notes("the answer could not be written to the standard output")
        .notes("the disk is full")
        .notes("makkerpar --me holm history");
    assert_eq!(home.texts("holm"), ["said into the void"]);
    assert_eq!(into_full(&["log", "--json"]).code(), "unsaid");
    into_full(&["log", "--lang", "da"]).notes("svaret kunne ikke skrives");
    for words in [
        &["help"][..],
        &["--version"],
        &["o", "--help"],
        &["status"],
        &["doctor"],
        &["completions", "bash"],
        &["man"],
        &["handout", "brief", "-o", "-"],
        &["calendar", "export", "-o", "-"],
        &["export", "json", "--me", "holm"],
        &["export", "csv", "-o", "-"],
        &["export", "markdown"],
    ] {
        into_full(words).notes("the disk is full").notes("hint: ");
    }
    home.run(["doctor"]).success();
}

#[test]
fn closed_streams_break_nothing_and_nothing_goes_into_the_file_in_their_stead() {
    let home = Home::with_pair();
    let mut expected = Vec::new();
    for (number, streams) in
        [">&-", "2>&-", "<&-", "<&- >&-", "<&- >&- 2>&-", "> /dev/full 2> /dev/full"].into_iter().enumerate()
    {
        let text = format!("with {number} closed");
        let status = i32::from(streams.contains("full"));
        let line = format!("exec \"$@\" {streams}");
        home.in_shell(&line, &["o", &text, "--me", "holm"]).status(status);
        expected.insert(0, text);
        // A refusal that nobody hears is one all the same.
        home.in_shell(&line, &["o", "x", "-t", "nonsense", "--me", "holm"]).status(1);
        home.in_shell(&line, &["nonsense"]).status(2);
    }
    home.in_shell("exec \"$@\" <&-", &["o", "-", "--me", "holm"]).status(1).notes("the text is empty");
    assert_eq!(home.texts("holm"), expected);
    for number in 0..40 {
        home.run(["o", &format!("line {number} {}", "and more ".repeat(400))]).me("holm").success();
    }
    for words in [&["log", "--limit", "99", "--me", "holm"][..], &["export", "json", "--me", "holm"]] {
        let said = home.in_shell("{ \"$@\"; echo $? > status; } | head -c 1", words);
        let status = std::fs::read_to_string(home.path("status")).expect("the exit code");
        assert_eq!((status.trim(), said.stderr.as_str()), ("0", ""), "{words:?}");
    }
    home.run(["doctor"]).success().contains("No problems");
}

#[test]
fn texts_have_to_be_utf_8_and_names_of_files_need_not() {
    let home = Home::with_pair();
    home.run(["review", "schedule", "--on", "2027-05-20", "--at", "9:00"]).success();
    let odd = |octets: &[u8]| OsStr::from_bytes(octets).to_owned();
    let words = |words: &[&str], last: &[u8]| {
        words.iter().map(OsString::from).chain([odd(last)]).collect::<Vec<OsString>>()
    };
    home.run(words(&["o", "--me", "holm"], b"caf\xe9"))
        .misused()
        .notes("a word of the line is not text in UTF-8");
    home.run(words(&["--lang", "da", "log", "--kind"], b"\xff")).misused().notes("et ord på linjen");
    home.run(words(&["o", "kept elsewhere", "--me", "holm", "--db"], b"gone\xff.db")).refused().notes("gone");
    for (line, name) in [
        (&["export", "json", "--me", "holm", "--json", "-o"][..], &b"all\xff.json"[..]),
        (&["export", "csv", "--json", "-o"], b"all\xff.csv"),
        (&["calendar", "export", "--json", "-o"], b"\xff.ics"),
        (&["handout", "brief", "--json", "-o"], b"\xff.pdf"),
    ] {
        let said = home.run(words(line, name)).success().json();
        assert!(home.path(odd(name)).exists(), "{line:?}");
        assert_eq!(said["file"], String::from_utf8_lossy(name).as_ref());
    }
    let all = home.run(words(&["handout", "brief", "--all", "--json", "-o"], b"all\xff")).success().json();
    assert_eq!(all["printed"][0]["pair"], "holm-lind");
    home.run(words(&["man", "--json"], b"man\xff")).success().json();

    std::fs::copy(home.database(), home.path(odd(b"\xff.db"))).expect("copied");
    let other = || home.run(["o", "in the other"]).me("holm").env("MAKKERPAR_DB", odd(b"\xff.db"));
    other().success();
    home.run(words(&["o", "in the other, too", "--me", "holm", "--db"], b"\xff.db")).success();
    assert_eq!(home.texts("holm").len(), 0, "the usual file was named by nobody");
    std::fs::write(home.path(odd(b"notes\xff.txt")), "20/2 noted elsewhere\n").expect("written");
    home.run(words(&["import", "--me", "holm"], b"notes\xff.txt")).success();
    home.run(words(&["import", "--me", "holm"], b"none\xff.txt")).refused().notes("no such file");
    assert_eq!(home.texts("holm"), ["noted elsewhere"]);
}

#[test]
fn a_line_on_standard_error_comes_all_at_once() {
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixDatagram;
    let home = Home::with_pair();
    for text in ["One", "Two"] {
        home.run(["o", text]).me("holm").success();
    }
    // What is written at once arrives as one packet.
    for (line, expected) in [
        (&["log", "--limit", "1"][..], "1 older: makkerpar log --limit 2\n"),
        (&["show", "O9", "--json"], "{\"error\""),
    ] {
        let (ours, theirs) = UnixDatagram::pair().expect("a pair of sockets");
        let mut command = home.run(line).me("holm").command();
        command.stderr(OwnedFd::from(theirs)).stdout(std::process::Stdio::null());
        command.status().expect("it runs");
        let mut packet = [0; 4096];
        let length = ours.recv(&mut packet).expect("a packet");
        let said = String::from_utf8_lossy(&packet[..length]).into_owned();
        assert!(said.starts_with(expected) && said.ends_with('\n'), "{said:?}");
    }
}
