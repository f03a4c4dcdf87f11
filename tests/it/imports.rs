//! Lines of a phone, tables of a spreadsheet, and long imports that are stopped: all of it or nothing.

use crate::harness::Home;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

fn write(home: &Home, name: &str, text: impl AsRef<[u8]>) {
    std::fs::write(home.path(name), text).expect("a file");
}

/// What is on record of Anna's, the oldest first.
fn entries(home: &Home) -> Vec<Value> {
    let log = home.run(["log", "--limit", "1000"]).me("holm").object();
    log["entries"].as_array().expect("a list").iter().rev().cloned().collect()
}

/// Date, theme, tone, whom it is about, tags and text of every entry.
fn gist(home: &Home) -> Vec<Value> {
    let fields = ["date", "theme", "tone", "about", "tags", "text"];
    entries(home).iter().map(|entry| Value::from(fields.map(|field| entry[field].clone()).to_vec())).collect()
}

#[test]
fn lines_of_a_phone_are_read_in_both_languages_and_one_undo_takes_them_back() {
    let home = Home::with_pair();
    // The clock says Wednesday 3 March 2027.
    write(
        &home,
        "notes.txt",
        "\u{feff}# Notes\r\n\r\n\
         - 2 march + Bo waited for me #roles @lind\r\n\
         yesterday ? Why the memo\r\n\
         \tand why so late\r\n\
         2027-02-28 I am slow @holm #budget\r\n\
         last friday ! He left = he was gone\r\n",
    );
    write(
        &home,
        "noter.txt",
        "# Noter\n* 1. marts + Han ventede #roller\n• i går ? Hvorfor notatet\n☐ 28/2 Jeg er langsom @Anna #budget\n\
         sidste fredag ! Han gik\n  og kom ikke igen\n",
    );
    home.run(["import", "notes.txt"]).me("holm").success().contains("4 entries: O1 O2 O3 O4");
    let expected = [
        json!(["2027-02-26", null, "friction", "partner", [], "He left = he was gone"]),
        json!(["2027-02-28", null, null, "self", ["budget"], "I am slow"]),
        json!(["2027-03-02", "roles", "praise", "partner", [], "Bo waited for me"]),
        json!(["2027-03-02", null, "puzzle", "partner", [], "Why the memo\nand why so late"]),
    ];
    assert_eq!(gist(&home), expected);
    assert!(entries(&home).iter().all(|entry| entry["shared"] == false), "what was noted is private");
    home.run(["undo"]).me("holm").success();
    assert_eq!(gist(&home), [Value::Null; 0]);
    home.run(["import", "noter.txt"]).me("holm").lang("da").success().contains("4 optegnelser: ");
    let expected = [
        json!(["2027-02-26", null, "friction", "partner", [], "Han gik\nog kom ikke igen"]),
        json!(["2027-02-28", null, null, "self", ["budget"], "Jeg er langsom"]),
        json!(["2027-03-01", "roles", "praise", "partner", [], "Han ventede"]),
        json!(["2027-03-02", null, "puzzle", "partner", [], "Hvorfor notatet"]),
    ];
    assert_eq!(gist(&home), expected);
    // A list that grows is taken in again.
    let longer = std::fs::read_to_string(home.path("noter.txt")).expect("the file") + "i dag En ny linje\n";
    let told = home.run(["import", "-"]).me("holm").stdin(longer).object();
    assert_eq!((&told["added"], &told["same"]), (&json!(1), &json!(4)));
    home.run(["doctor"]).success();
}

#[test]
fn one_bad_line_and_nothing_is_written() {
    let home = Home::with_pair();
    write(
        &home,
        "notes.txt",
        "2 march Good\nNo date at all\n1 march Good\n31 april Bad\n5 march 2027 Later\n",
    );
    let before = std::fs::read(home.database()).expect("the database");
    home.run(["import", "notes.txt"])
        .me("holm")
        .refused()
        .notes("error: 3 of 5 lines of notes.txt cannot be taken in; nothing was written\n")
        .notes("  line 2: no date at the beginning\n")
        .notes("  line 4: ")
        .notes("  line 5: ")
        .notes("hint: makkerpar import notes.txt --dry-run");
    home.run(["import", "notes.txt"])
        .me("holm")
        .lang("da")
        .refused()
        .notes("3 af 5 linjer i notes.txt kan ikke læses ind; intet blev skrevet\n")
        .notes("  linje 2: ingen dato i begyndelsen\n");
    assert_eq!(home.run(["import", "notes.txt"]).me("holm").json().refused().code(), "refused-lines");
    let told = home.run(["import", "notes.txt", "--dry-run"]).me("holm").json().said().status(1).json();
    let outcomes: Vec<&Value> =
        told["lines"].as_array().expect("a list").iter().map(|line| &line["outcome"]).collect();
    assert_eq!(outcomes, ["add", "refuse", "add", "refuse", "refuse"]);
    assert_eq!(told["lines"][1]["message"], "no date at the beginning");
    assert_eq!(
        (&told["added"], &told["same"], &told["refused"], &told["dry_run"]),
        (&json!(2), &json!(0), &json!(3), &json!(true))
    );
    home.run(["import", "notes.txt"]).refused().notes("--me");
    assert!(std::fs::read(home.database()).expect("the database") == before, "the file was touched");
}

#[test]
fn tables_of_every_make_are_read() {
    let texts = ["He said \"no\"; twice\nand left", "=1+1", "Plain, with a comma"];
    let tables: [(&str, Vec<u8>); 5] = [
        (
            "commas",
            b"date,text,theme,tone\n2027-03-01,\"He said \"\"no\"\"; twice\nand left\",roles,praise\n\
              2027-03-02,=1+1,,\n2027-03-02,\"Plain, with a comma\",,puzzle\n"
                .to_vec(),
        ),
        (
            "a Danish spreadsheet",
            "\u{feff}Dato;Tekst;Tema;Tone\r\n01-03-2027;\"He said \"\"no\"\"; twice\nand left\";roller;ros\r\n\
             02-03-2027;=1+1;;\r\n2. marts 2027;Plain, with a comma;;undren\r\n"
                .into(),
        ),
        (
            "tabs",
            b"Tema\tDate\tTone\tText\troom\nroles\t2027-03-01\t+\t\"He said \"\"no\"\"; twice\nand left\"\t12\n\
              \tyesterday\t\t=1+1\t\n\n\t2 march\t?\tPlain, with a comma\t\n"
                .to_vec(),
        ),
        (
            "guarded formulas",
            b"text,date\n\"He said \"\"no\"\"; twice\nand left\",2027-03-01\n'=1+1,2027-03-02\n\
              \"Plain, with a comma\",2027-03-02\n"
                .to_vec(),
        ),
        (
            "other columns",
            b"when,color,note\n2027-03-01,red,\"He said \"\"no\"\"; twice\nand left\"\n2027-03-02,blue,=1+1\n\
              2027-03-02,,\"Plain, with a comma\"\n"
                .to_vec(),
        ),
    ];
    for (name, table) in tables {
        let home = Home::with_pair();
        let language = if name.contains("Danish") { "da" } else { "en" };
        let said = home.run(["import", "-"]).me("holm").lang(language).stdin(&table).said();
        assert_eq!(said.status, 0, "{name}: {}", said.stderr);
        let found: Vec<Value> = entries(&home).iter().map(|entry| entry["text"].clone()).collect();
        assert_eq!(found, texts, "{name}");
        if name == "other columns" {
            said.notes("warning: ").notes("color");
        }
        let again = home.run(["import", "-"]).me("holm").lang(language).stdin(&table).object();
        assert_eq!((&again["added"], &again["same"]), (&json!(0), &json!(3)), "{name}");
    }
}

#[test]
fn a_table_has_incidents_and_agreements_and_says_which_cell_is_wrong() {
    let home = Home::with_pair();
    let table = "kind,date,text,actor,severity,owner,rule,shared\n\
                 incident,2027-03-01,He told the press,lind,breach,,,yes\n\
                 incident,2027-03-01,A third party helped,third,,,,no\n\
                 adjustment,2027-03-02,Call first,,,both,yes,\n";
    home.run(["import", "-"]).me("holm").stdin(table).success().contains("3 entries: T1 T2 A1");
    home.run(["show", "T1"]).me("lind").success().contains("He told the press");
    home.run(["show", "T2"]).me("lind").refused();
    let wrong = "kind,date,text,actor,severity,owner,theme,by\n\
                 incident,2027-03-01,No actor,,breach,,,\n\
                 incident,2027-03-01,How bad,lind,terrible,,,\n\
                 adjustment,2027-03-02,Whose,,,,,\n\
                 observation,2027-03-02,What,,,,gardening,\n\
                 observation,2027-03-02,Not mine,,,,,lind\n\
                 review,2027-03-02,A talk,,,,,\n\
                 observation,,No day,,,,,\n\
                 observation,2027-03-02,,,,,,\n";
    let said = home.run(["import", "-"]).me("holm").stdin(wrong).refused();
    let said = (2..=9).fold(said, |said, line| said.notes(&format!("  line {line}: ")));
    said.notes("8 of 8 lines of standard input")
        .notes("“terrible”")
        .notes("“gardening”")
        .notes("words of Bo's");
    let said = home.run(["import", "-"]).me("holm").lang("da").stdin(wrong).refused();
    said.notes("»terrible«").notes("  linje 9: ");
}

#[test]
fn a_table_of_this_file_changes_nothing_in_it() {
    let home = Home::with_pair();
    for text in [
        "=1+1",
        "＝1+1",
        "+ plus",
        "-5 minutes",
        "@us first",
        "'quoted'",
        "one\ntwo",
        "semi;colon, comma \"q\"",
    ] {
        home.run(["o", "-", "--share"]).me("holm").stdin(text).success();
    }
    home.run(["o", "Of Bo"]).me("lind").success();
    home.run(["o", "Shared by Bo", "--share"]).me("lind").success();
    home.run(["adjust", "add", "Call first", "--owner", "both"]).success();
    let before = gist(&home);
    let table = home.run(["export", "csv"]).me("holm").success();
    // No cell begins like a formula.
    let mut reader = table.stdout.lines();
    assert!(reader.next().is_some_and(|head| head.starts_with("handle,id,kind,date,by")));
    for cell in ["'=1+1", "'＝1+1", "'-5 minutes"] {
        assert!(table.stdout.contains(&format!(",{cell},")), "{}", table.stdout);
    }
    let told = home.run(["import", "-"]).me("holm").stdin(&table.bytes).object();
    assert_eq!((&told["added"], &told["same"]), (&json!(0), &json!(10)), "{told}");
    assert_eq!(gist(&home), before);
    // In a file that has none of them, the same texts come out.
    let there = Home::with_pair();
    let own = home.run(["export", "csv", "--mine"]).me("holm").success().bytes;
    there.run(["import", "-"]).me("holm").stdin(own).success();
    let texts = |home: &Home| {
        let own = entries(home).into_iter().filter(|entry| entry["by"] != "lind");
        let mut texts: Vec<String> = own.map(|entry| entry["text"].to_string()).collect();
        texts.sort();
        texts
    };
    assert_eq!(texts(&there), texts(&home));
}

#[test]
fn an_export_goes_where_it_may_and_the_history_tells_of_it() {
    let home = Home::with_pair();
    home.run(["o", "One", "--share"]).me("holm").success();
    write(&home, "letter.json", "Dear Bo");
    for form in ["json", "csv", "markdown"] {
        let run = || home.run(["export", form, "-o", "letter.json"]).me("holm");
        run().refused().notes("--force");
        run().lang("da").refused().notes("--force");
        assert_eq!(std::fs::read(home.path("letter.json")).expect("the letter"), b"Dear Bo");
        let name = format!("own.{form}");
        let run = || home.run(["export", form, "--shared", "-o", &name]).me("holm");
        run().success().contains(&name);
        home.run(["o", form, "--share"]).me("holm").success();
        run().success();
        let told = run().object();
        assert_eq!((&told["file"], &told["extent"]), (&json!(name), &json!("shared")));
        assert_eq!(told["on_record"], true);
    }
    // Without a name it is what both may read.
    let told = home.run(["export", "csv", "-o", "nobody.csv"]).object();
    assert_eq!(told["extent"], "shared");
    home.run(["export", "json", "-o", "letter.json", "--force"]).me("holm").success();
    #[cfg(unix)]
    for name in ["letter.json", "own.csv", "own.markdown"] {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(home.path(name)).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{name}");
    }
    let history = home.run(["history"]).me("holm").success();
    history.contains("export json").contains("export csv").contains("export markdown");
    let there = Home::new();
    let exported = home.run(["export", "json", "--shared"]).success().bytes;
    there.run(["import", "-"]).stdin(exported).success();
    there.run(["history"]).me("lind").success().contains("observe").lacks("export");
    home.run(["import", "-"]).me("holm").stdin("2 march From the phone\n").success();
    home.run(["history"]).me("holm").success().contains("import");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let home = Home::with_pair();
    let lines = (0..2000).fold(String::new(), |mut lines, line| {
        let _ = writeln!(lines, "2 march Line {line} of a long list of things that were noticed");
        lines
    });
    home.run(["import", "-"]).me("holm").stdin(lines).success();
    for form in ["json", "csv", "markdown"] {
        let mut command = home.run(["export", form]).me("holm").command();
        let piped = || Stdio::piped();
        let mut child =
            command.stdin(Stdio::null()).stdout(piped()).stderr(piped()).spawn().expect("it starts");
        let mut first = [0; 16];
        let mut out = child.stdout.take().expect("a pipe");
        out.read_exact(&mut first).expect("a beginning");
        drop(out);
        let ended = child.wait_with_output().expect("an end");
        assert_eq!(ended.status.code(), Some(0), "{form}: {}", String::from_utf8_lossy(&ended.stderr));
        assert!(ended.stderr.is_empty(), "{form}: {}", String::from_utf8_lossy(&ended.stderr));
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_takes_no_writing_can_be_read_out() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::with_pair();
    home.run(["o", "One", "--share"]).me("holm").success();
    let folder = home.database().parent().expect("a folder").to_owned();
    let allow = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("a mode");
    };
    allow(&home.database(), 0o400);
    allow(&folder, 0o500);
    // Whoever may do everything, as root, cannot be kept out by permissions.
    let is_kept_out = std::fs::write(folder.join("probe"), "").is_err();
    if is_kept_out {
        home.run(["export", "json"])
            .me("holm")
            .success()
            .contains("One")
            .notes("warning: the history does not");
        home.run(["export", "csv"]).lang("da").me("holm").success().contains("One").notes("bemærk: ");
        let told = home.run(["export", "json", "-o", "x.json"]).me("holm").object();
        assert_eq!(told["on_record"], false);
        assert_eq!(told["warnings"].as_array().map(Vec::len), Some(1));
    }
    allow(&folder, 0o700);
    allow(&home.database(), 0o600);
}

/// Starts an import of what stands in `file` again and again, in copies of `home`, and kills it a little later each time. `count`
/// says how much of it there is in a copy.
fn stopped(home: &Home, file: &Path, whole: i64, count: impl Fn(&Home) -> i64) {
    let fresh = || if home.database().exists() { home.copy() } else { Home::new() };
    let started = |home: &Home| {
        let mut command = home.run(["import".as_ref(), file.as_os_str()]).me("holm").command();
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts")
    };
    let unharmed = fresh();
    let start = Instant::now();
    assert!(started(&unharmed).wait().expect("an end").success());
    let usual = start.elapsed();
    assert_eq!(count(&unharmed), whole);
    let (mut lived, mut died) = (0, 0);
    for round in 0..9_u32 {
        let there = fresh();
        let mut child = started(&there);
        let life = if round < 8 { usual * (round * 2 + 1) / 14 } else { Duration::from_secs(120) };
        let end = Instant::now() + life;
        while Instant::now() < end && child.try_wait().expect("a state").is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        let _ = child.kill();
        let said = child.wait_with_output().expect("an end").stdout;
        if !there.database().exists() {
            assert!(said.is_empty(), "it was said to be done");
            died += 1;
            continue;
        }
        let found = count(&there);
        assert!(found == 0 || found == whole, "{found} of {whole} after {life:?}");
        assert!(said.is_empty() || found == whole, "what was said to be done is not there");
        there.run(["doctor"]).success();
        if found == whole { lived += 1 } else { died += 1 }
    }
    assert!(lived > 0 && died > 0, "{lived} lived, {died} died");
}

/// How many entries the file has in all.
fn counted(home: &Home) -> i64 {
    let file = rusqlite::Connection::open(home.database()).expect("the database");
    file.query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).expect("a count")
}

/// A list of so many things that were noticed.
fn list(count: usize) -> String {
    (0..count).fold(String::new(), |mut lines, line| {
        let _ = writeln!(lines, "{} march + Line {line} of a long list #roles", line % 2 + 1);
        lines
    })
}

#[test]
fn a_long_list_that_is_stopped_is_on_record_whole_or_not_at_all() {
    let home = Home::with_pair();
    write(&home, "list.txt", list(6_000));
    stopped(&home, &home.path("list.txt"), 6_000, counted);
}

#[test]
fn a_long_export_that_is_stopped_on_its_way_in_is_there_whole_or_not_at_all() {
    let home = Home::with_pair();
    home.run(["import", "-"]).me("holm").stdin(list(1_500)).success();
    let exported = home.run(["export", "json"]).me("holm").success().bytes;
    let place = home.path("export.json");
    let mut file = std::fs::File::create(&place).expect("a file");
    file.write_all(&exported).expect("written");
    drop(file);
    // Into a file that the import makes, and into one where the two are on record.
    stopped(&Home::new(), &place, 1_500, counted);
    stopped(&Home::with_pair(), &place, 1_500, counted);
}
