//! The practices, by their areas, with what represents each.

use super::stories::{
    a_name_is_taken_out_before_it_is_shared, another_mayor_comes, each_pair_has_a_place_of_its_own,
    every_place_has_its_advice, good_things_are_many_and_a_breach_stays, lunch_comes_before_the_holes,
    nothing_sounds_like_a_quarrel, the_budget_keeps_its_weeks, the_day_warms_up_first,
    the_revenge_is_a_game_and_nothing_else, the_road_is_a_place_to_talk, the_talk_comes_once_a_year,
    the_way_through_the_chair_can_change, what_was_noticed_becomes_an_agreement, wherever_it_happens_is_told,
};
use Shown::{Asked, Bank, Entry, Kind, Told};

/// Something that two who lead together meet: its area, what it is, and what represents it.
pub(super) struct Practice(pub(super) &'static str, pub(super) &'static str, pub(super) &'static [Shown]);

/// How a practice is represented.
pub(super) enum Shown {
    /// An entry: lines as the two type them, the first of which makes it (`{}` in the others is its handle),
    /// and what `show` then says under some JSON pointers.
    Entry(&'static [(&'static str, &'static str)], &'static [(&'static str, &'static str)]),
    /// An agreement of the bank: what is typed after `adjust use`, and how it then reads.
    Bank(&'static str, &'static str),
    /// A question of the bank: its theme, or the end of the day that it belongs to, its id, some words.
    Asked(&'static str, &'static str, &'static str),
    /// A kind of pair: the titles of its two, and the budgets in its calendar.
    Kind(&'static str, [&'static str; 2], &'static [&'static str]),
    /// What takes more than one entry to tell.
    Told(fn()),
}

#[rustfmt::skip]
pub(super) static PRACTICES: [Practice; 101] = [
    Practice("frame", "a mayor and the chief executive of the town",
        &[Kind("mayor-ceo", ["mayor", "chief executive"], &["budget-kommune"])]),
    Practice("frame", "the chair of a region and its chief executive",
        &[Kind("region", ["chair of the region", "chief executive"], &["budget-region"])]),
    Practice("frame", "the chair of a committee and the director of its department",
        &[Kind("committee", ["chair of the schools committee", "director of schools"], &["budget-kommune"])]),
    Practice("frame", "two others, whatever it says on their doors",
        &[Kind("other", ["head of the harbour", "head of the theatre"], &[])]),
    Practice("frame", "a pair that does well, and is not here because it quarrels",
        &[Told(nothing_sounds_like_a_quarrel)]),
    Practice("frame", "what rubs between the two is felt all the way down",
        &[Entry(&[("holm", "observe 'Since our quarrel over the harbour the directors eat at two tables' \
            --about us --friction --effect 'staff: two camps' --share")],
            &[("/effect", "staff: two camps"), ("/tone", "friction"), ("/about", "us")])]),
    Practice("frame", "what presses on both of them from outside",
        &[Entry(&[("lind", "observe 'The merger talk and the savings came in the same week' --about us \
            --tag larger-units --tag money --share")],
            &[("/tags", "larger-units"), ("/tags", "money"), ("/tone", "null")]),
          Asked("thinking", "outside-pressures", "pressure from outside")]),
    Practice("frame", "the one who serves is the one to ask how far the mandate goes",
        &[Bank("room-for-leadership --owner lind --set interval='every quarter'",
            "Bo raises the room for leadership every quarter: what Bo decides alone, what Anna decides, and \
                what takes us both.")]),
    Practice("frame", "advising those above and leading those below at the same time",
        &[Asked("roles", "advise-and-lead", "leading downwards")]),
    Practice("frame", "one dares to speak when nobody is named",
        &[Told(a_name_is_taken_out_before_it_is_shared)]),

    Practice("roles", "ground that belongs to neither of them alone",
        &[Asked("roles", "middle-ground", "halfway between us")]),
    Practice("roles", "the many parts that an adviser plays",
        &[Entry(&[("holm", "observe 'Bo calmed the group down, drew the plan and then spoke for it' \
            -t roles --tag role-sparring --tag role-damper --tag role-ideas --tag role-strategist \
            --tag role-spokesperson --tag role-pilot --share")],
            &[("/tags", "role-sparring"), ("/tags", "role-damper"), ("/tags", "role-ideas"),
              ("/tags", "role-strategist"), ("/tags", "role-spokesperson"), ("/tags", "role-pilot")]),
          Asked("roles", "roles-worn", "damper")]),
    Practice("roles", "the share of the week that goes on thinking aloud together",
        &[Asked("roles", "sparring-share", "your week")]),
    Practice("roles", "a speech is rehearsed before it is given",
        &[Entry(&[("lind", "observe 'Anna tried her opening lines on me in the car park' -t roles --praise \
            --setting 'citizen meeting' --tag rehearsal --share")],
            &[("/setting", "citizen meeting"), ("/tags", "rehearsal"), ("/theme", "roles")])]),
    Practice("roles", "no paper ends without its price",
        &[Bank("money-check --owner lind --set topic='the swimming pool'",
            "Every paper from Bo on the swimming pool ends with one line on the money: what it costs now, \
                what it costs later, and where it comes from.")]),
    Practice("roles", "one wants to be told no, and can rely on it",
        &[Entry(&[("holm", "incident add 'Bo held me back ten minutes before the interview' --actor lind \
            --positive -t roles --tag said-no --share")],
            &[("/positive", "true"), ("/actor", "lind"), ("/tags", "said-no"), ("/next_step", "null")]),
          Asked("roles", "contradict-sooner", "disagreed with you sooner")]),
    Practice("roles", "three things to ask before one promises",
        &[Bank("three-questions --owner both --set topic='rewards'",
            "Before we promise anything on rewards we answer three questions: May we? Is the money there? \
                Can we stand by it?")]),
    Practice("roles", "advice that is slept on, and then followed",
        &[Entry(&[("lind", "incident add 'Anna slept on it and then called the other two parties after all' \
            --actor holm --positive -t roles --tag advice-taken --share")],
            &[("/positive", "true"), ("/actor", "holm"), ("/tags", "advice-taken")])]),
    Practice("roles", "no counsel on the party unless it is wanted",
        &[Bank("advice-on-request --owner lind --set topic='the affairs of her party'",
            "Bo gives advice on the affairs of her party only when Anna explicitly asks.")]),
    Practice("roles", "to go to the edge of the role, or to hold back",
        &[Asked("roles", "edge-of-the-role", "held back")]),
    Practice("roles", "a proper way in for what the officials think up",
        &[Bank("idea-slot --owner lind --set minutes=20 --set meeting='the June seminar'",
            "Bo's people have 20 minutes at the June seminar for new ideas and for questions to what we take \
                as given; nobody has to answer the same day.")]),
    Practice("roles", "one told the politicians off, nobody minded, and one minded oneself",
        &[Entry(&[("lind", "incident add 'I told the committee that it talks in circles' --actor lind \
            --setting committee -t roles --tag nobody-objected --share"),
                  ("lind", "incident step {} acknowledged 'It was not mine to say'")],
            &[("/by", "lind"), ("/actor", "lind"), ("/setting", "committee"), ("/tags", "nobody-objected"),
              ("/steps/0/by", "lind")])]),
    Practice("roles", "near to one of them, and still to be believed by all",
        &[Asked("roles", "credible-to-all", "there for everyone")]),
    Practice("roles", "officials push what they themselves want",
        &[Entry(&[("holm", "incident add 'The roads office wrote its own bypass into the plan' \
            --actor third -t roles --severity breach --tag overreach --share")],
            &[("/actor", "third"), ("/severity", "breach"), ("/tags", "overreach")])]),
    Practice("roles", "the elected ones are left on the platform",
        &[Entry(&[("holm", "incident add 'The members read of the new school district at breakfast' \
            --actor lind -t roles --tag sidelined --share"),
                  ("lind", "incident reply {} 'The letter was to go out on the Monday'")],
            &[("/actor", "lind"), ("/tags", "sidelined"),
              ("/reply/text", "The letter was to go out on the Monday")])]),
    Practice("roles", "an evening to learn in, before the evening to decide",
        &[Bank("theme-meetings --owner lind --set group='the council' --set topic='the wind farm'",
            "Before the council decides anything on the wind farm, Bo holds a theme meeting where one may \
                ask anything and nothing is settled.")]),
    Practice("roles", "a council that was once passed over, which has been mended since",
        &[Entry(&[("holm", "incident add 'The council saw the savings only when they were settled' \
            --actor lind --severity breach -t roles --tag council --on 2026-09-10 --share"),
                  ("lind", "incident step {} acknowledged 'I closed the list too early' --on 2026-09-20"),
                  ("lind", "incident step {} agreed 'An open evening in August' --on 2026-10-01"),
                  ("holm", "incident step {} kept 'This time they had the list first' --on 2027-02-01"),
                  ("holm", "incident close {}"),
                  ("lind", "incident close {}")],
            &[("/steps/0/step", "acknowledged"), ("/steps/1/step", "agreed"), ("/steps/2/step", "kept"),
              ("/steps/2/date", "2027-02-01"), ("/open", "false")])]),
    Practice("roles", "only one of them faces the press unasked",
        &[Bank("public-statements --owner lind --set topic='the hospital'",
            "Bo speaks publicly on the hospital by prior agreement; the main message is settled before the \
                phone is answered.")]),
    Practice("roles", "one keeps the other out of the papers, and says why",
        &[Bank("out-of-the-press --owner holm --set topic='the dismissals' \
            --set reason='it would follow Bo for years'",
            "Anna keeps Bo out of the press on the dismissals; the reason: it would follow Bo for years.")]),
    Practice("roles", "somebody else rebukes the official for all to see",
        &[Entry(&[("lind", "incident add 'A member wrote that I should stick to my files' --actor third \
            --public --channel media -t roles --severity scratch --share")],
            &[("/actor", "third"), ("/public", "true"), ("/channel", "media")])]),
    Practice("roles", "who puts a lid on a story is decided story by story",
        &[Bank("who-fronts --owner holm --set hours=two",
            "For each story in the media we decide within two hours: Anna goes out in front to close it, or \
                is held in reserve while Bo takes it.")]),

    Practice("thinking", "what was pledged against what would be best",
        &[Entry(&[("lind", "observe 'The new hall goes to the north side because it was promised there' \
            -t thinking --puzzle --tag promise --share")],
            &[("/tags", "promise"), ("/tone", "puzzle")]),
          Asked("thinking", "right-or-necessary", "politically necessary")]),
    Practice("thinking", "able people who have no nose for politics",
        &[Entry(&[("holm", "observe 'The new director counts everything except votes' -t thinking \
            --tag skill-political-feel --share")],
            &[("/tags", "skill-political-feel"), ("/theme", "thinking")]),
          Asked("expectations", "political-feel", "feel for politics")]),
    Practice("thinking", "telling those below why a trifle comes first",
        &[Entry(&[("lind", "observe 'I spent an hour on why the bus shelter could not wait' -t thinking \
            --about self --effect 'three offices stopped' --share")],
            &[("/about", "self"), ("/effect", "three offices stopped")]),
          Asked("thinking", "small-matter-first", "drop everything")]),
    Practice("thinking", "what a matter means to each who votes on it",
        &[Asked("thinking", "each-who-votes", "their voters")]),
    Practice("thinking", "so sensible a proposal that nobody adopted it",
        &[Entry(&[("lind", "observe 'The traffic plan was right in every figure and fell without one speech' \
            -t thinking --about us --friction --tag lesson --share")],
            &[("/tags", "lesson"), ("/tone", "friction")]),
          Asked("thinking", "nobodys-matter", "nobody felt")]),
    Practice("thinking", "what is done properly cannot be done by Friday",
        &[Entry(&[("lind", "observe 'Anna wanted the barracks sold by June; the hearing alone takes till \
            autumn' -t thinking --friction --tag pace --share"),
                  ("holm", "answer {} 'The buyer will not wait, and I had said so on television'")],
            &[("/tags", "pace"), ("/answer/by", "holm")]),
          Asked("thinking", "takes-its-time", "even when somebody presses")]),
    Practice("thinking", "outvoting the experts, and then sitting down with them",
        &[Entry(&[("lind", "incident add 'The majority went against the report of the planners' \
            --actor holm -t thinking --severity scratch --tag overruled --share"),
                  ("holm", "incident step {} acknowledged 'I owed them the reason and told them so at their \
            own table'")],
            &[("/actor", "holm"), ("/tags", "overruled"), ("/steps/0/step", "acknowledged"),
              ("/next_step", "agreed")])]),
    Practice("thinking", "questions that only make work",
        &[Entry(&[("lind", "incident add 'Nine enquiries about one hedge' --actor holm -t thinking \
            --severity scratch --tag noise --channel mail --share")],
            &[("/tags", "noise"), ("/channel", "mail")]),
          Asked("thinking", "needless-questions", "more work")]),
    Practice("thinking", "sweeping the ice in front of the stone",
        &[Entry(&[("holm", "observe 'Bo had stopped two bad plans before I heard of either' -t thinking \
            --praise --tag role-curling --share")],
            &[("/tags", "role-curling"), ("/tone", "praise")]),
          Asked("thinking", "path-cleared", "clear the path")]),
    Practice("thinking", "an idea that nobody had tried to break falls flat",
        &[Entry(&[("holm", "incident add 'My ferry idea was laughed out of the council' --actor holm \
            -t thinking --tag untested-idea --setting council --share")],
            &[("/setting", "council"), ("/tags", "untested-idea")]),
          Bank("test-ideas-first --owner both --set topic='traffic' --set hours=24",
            "Neither of us takes a new idea on traffic to others before the other has had 24 hours to pick \
                holes in it.")]),
    Practice("thinking", "asking the politician while it can still be changed",
        &[Bank("early-sparring --owner lind --set topic='the library'",
            "Bo comes to Anna with the library while the paper is still blank, not when the draft is \
                finished.")]),
    Practice("thinking", "the weeks of the budget, when everything else must wait",
        &[Told(the_budget_keeps_its_weeks)]),
    Practice("thinking", "a single draft of the budget between them",
        &[Bank("one-proposal --owner lind --set topic='the budget of 2028'",
            "There is one proposal for the budget of 2028, not two: what we disagree about is settled before \
                it leaves us, and Bo carries the messages both ways.")]),

    Practice("expectations", "the skills that each wishes for in the other, and in words",
        &[Asked("expectations", "skills-in-words", "in your own words")]),
    Practice("expectations", "to hear of things when they can be used, and not all of them",
        &[Bank("right-time-and-place --owner lind --set topic='the tenders' --set deadline='Thursday noon' \
            --set channel=phone",
            "Anna hears of the tenders from Bo no later than Thursday noon, by phone; the details come when \
                Anna asks for them.")]),
    Practice("expectations", "what it takes to bring one's own people along",
        &[Asked("expectations", "backing-and-facts", "the backing")]),
    Practice("expectations", "ways to choose between, and not a verdict",
        &[Bank("real-options --owner lind --set topic='the bridge' --set number=three",
            "Proposals from Bo on the bridge show at least three workable routes and the price of each.")]),
    Practice("expectations", "which matters are for whom, since they once spoke plainly about it",
        &[Bank("abc-sorting --owner lind --set interval='every Monday'",
            "Matters are sorted as A (both of us), B (for information) and C (Bo alone); the list is gone \
                through every Monday."),
          Told(what_was_noticed_becomes_an_agreement)]),
    Practice("expectations", "to say little, so that it counts",
        &[Entry(&[("lind", "observe 'Anna spoke once all evening, and the matter was decided' \
            -t expectations --praise --setting council --share")],
            &[("/setting", "council"), ("/tone", "praise"), ("/theme", "expectations")]),
          Asked("expectations", "few-words", "weigh more")]),
    Practice("expectations", "twisted information, after which there is no way back",
        &[Entry(&[("holm", "incident add 'The second estimate lay in a drawer until after the vote' \
            --actor lind --severity serious --class deceit -t expectations --share")],
            &[("/severity", "serious"), ("/class", "deceit"), ("/open", "true")])]),
    Practice("expectations", "to the cameras with what is not finished",
        &[Entry(&[("lind", "incident add 'The school plan was on the radio before it was written' \
            --actor holm --public --channel media -t expectations --tag premature-publicity --share")],
            &[("/public", "true"), ("/channel", "media"), ("/tags", "premature-publicity")]),
          Asked("expectations", "out-too-early", "before it was finished")]),
    Practice("expectations", "which flames to stamp on, and a warning before the letter is printed",
        &[Entry(&[("holm", "incident add 'Bo rang about the letter in the paper before I had opened it' \
            --actor lind --positive --channel phone -t expectations --tag warned --share")],
            &[("/positive", "true"), ("/channel", "phone"), ("/tags", "warned")]),
          Asked("expectations", "small-fires", "putting out")]),
    Practice("expectations", "a brake that both can pull, and seldom do",
        &[Bank("stop-signal --owner both --set word='red' --set hours=48",
            "If either of us says red, the matter pauses for 48 hours and we talk before anyone does \
                more.")]),
    Practice("expectations", "someone whom only one of them wanted: a chance, and an end on a day",
        &[Bank("fair-trial --owner holm --set person='the head of culture' --set date='1 September'",
            "Anna hires the head of culture although Bo has doubts; on 1 September we look at it together, \
                and if it has not worked, Anna says stop, with Bo's backing."),
          Entry(&[("holm", "adjust add 'We look at the head of culture together after half a year' \
            --owner both -t expectations --until 2027-09-01 --check 2027-09-01")],
            &[("/until", "2027-09-01"), ("/planned", "2027-09-01"), ("/rule", "false")])]),

    Practice("others", "how far down the politician may talk to people",
        &[Bank("level-of-contact --owner holm --set level='directors and managers'",
            "Whom Anna may speak with in Bo's organisation without asking first: directors and managers.")]),
    Practice("others", "told not to, done all the same, confessed at once, forgiven",
        &[Entry(&[("holm", "adjust add 'Anna asks before she visits a school' --owner holm -t others --rule"),
                  ("lind", "adjust check {} partly 'She went without asking and rang from the gate'")],
            &[("/checks/0/outcome", "partly"),
              ("/checks/0/text", "She went without asking and rang from the gate"), ("/status", "open")])]),
    Practice("others", "those who do the work are left in peace",
        &[Bank("shield-staff --owner holm --set topic='the building permits'",
            "What Anna wants done about the building permits, Anna says to Bo, never to those who do the \
                work; Bo keeps the pressure off them.")]),
    Practice("others", "whatever matters is passed on",
        &[Bank("tell-after-contact --owner holm --set deadline='a day'",
            "If Anna talks directly with people in Bo's organisation, Bo hears about it within a day.")]),
    Practice("others", "the other is on the mail",
        &[Bank("copy-in --owner holm --set topic='the harbour'",
            "Bo is copied in when Anna writes to Bo's staff about the harbour.")]),
    Practice("others", "a sting, because the other sits with one's people, kept to oneself",
        &[Entry(&[("lind", "observe 'Anna had coffee with my planners, and I did not ask' -t others \
            --about self --effect 'curious, a little sore'")],
            &[("/shared", "false"), ("/effect", "curious, a little sore"), ("/about", "self")])]),
    Practice("others", "managers may walk in, and are sent on when it is not for them",
        &[Bank("open-door --owner holm --set topic='the new town hall'",
            "Bo's managers may come straight to Anna about the new town hall; Anna says so at once when it \
                belongs with Bo, and Bo hears of it either way.")]),
    Practice("others", "somebody whispers in one ear to move the other",
        &[Entry(&[("holm", "incident add 'Somebody rang at nine in the evening about a post; I listened and \
            left it there' --actor third --channel phone -t others --tag back-channel --tag not-passed-on \
            --share")],
            &[("/actor", "third"), ("/channel", "phone"), ("/tags", "back-channel"),
              ("/tags", "not-passed-on")])]),
    Practice("others", "what was decided gets done, and nobody looks over a shoulder",
        &[Entry(&[("lind", "incident add 'Anna never once asked whether the cycle path was under way' \
            --actor holm --positive -t others --tag trusted --share")],
            &[("/positive", "true"), ("/tags", "trusted")])]),
    Practice("others", "somebody walks around the chief executive",
        &[Entry(&[("lind", "incident add 'The head of finance brought the figures to Anna first' \
            --actor third -t others --severity breach --tag bypass --share"),
                  ("holm", "incident step {} acknowledged 'I should have sent him back down the stairs'")],
            &[("/actor", "third"), ("/tags", "bypass"), ("/steps/0/by", "holm")])]),
    Practice("others", "so close that others begin to talk",
        &[Entry(&[("holm", "observe 'At the summer party they called Bo my shadow' -t others --about us \
            --tag seen-by-council --share")],
            &[("/tags", "seen-by-council"), ("/about", "us")]),
          Asked("others", "seen-as-too-close", "too close"),
          Asked("others", "long-arm", "long arm")]),
    Practice("others", "everybody is talked to, and this one at the right time",
        &[Bank("bring-in --owner holm --set person='the chair of finance' --set topic='the loan' \
            --set deadline='in May'",
            "Anna sees to it that the chair of finance is brought in on the loan in good time, in May at the \
                latest."),
          Asked("others", "back-benchers", "proper talk")]),
    Practice("others", "a chair at the table where the chairs meet",
        &[Bank("standing-meeting --owner lind --set meeting='the meeting of the chairs'",
            "Bo has a seat at the meeting of the chairs, which Anna chairs: there to listen, and to answer \
                when asked.")]),
    Practice("others", "everything goes through the chair, until the rules change",
        &[Told(the_way_through_the_chair_can_change)]),
    Practice("others", "the same advice for every party",
        &[Bank("group-leaders --owner lind --set topic='the tax'",
            "On big matters such as the tax, Bo talks with every group leader; the advice is the same \
                whatever the party, and a member who asks gets an answer.")]),
    Practice("others", "everybody eats together before the meeting",
        &[Entry(&[("holm", "observe 'Bo sat with the newest member and asked about her bees' -t others \
            --praise --setting 'lunch with the council' --share")],
            &[("/setting", "lunch with the council"), ("/tone", "praise")])]),

    Practice("chemistry", "they laugh at the same things, and would go for a beer",
        &[Asked("chemistry", "same-laugh", "laugh at the same thing"),
          Asked("chemistry", "a-beer", "go for a beer")]),
    Practice("chemistry", "it is hard to prod somebody whom one does not click with",
        &[Asked("chemistry", "challenge-anyway", "hard to challenge me")]),
    Practice("chemistry", "to be stood by when it storms",
        &[Entry(&[("lind", "incident add 'Anna answered for the concert tickets herself and left me out of \
            it' --actor holm --positive --public --channel media -t chemistry --tag backing --share")],
            &[("/positive", "true"), ("/public", "true"), ("/tags", "backing")]),
          Entry(&[("holm", "incident add 'Bo read the vile letter first and sat with me afterwards' \
            --actor lind --positive --channel mail -t chemistry --tag backing --tag sensitive")],
            &[("/shared", "false"), ("/tags", "sensitive")])]),
    Practice("chemistry", "to think well of the trade of the other",
        &[Entry(&[("lind", "observe 'Anna told the trainees that an honest official is worth ten speeches' \
            -t chemistry --praise --share")],
            &[("/theme", "chemistry"), ("/tone", "praise")])]),
    Practice("chemistry", "nothing is asked that would make the other blush",
        &[Bank("nothing-to-hide --owner both",
            "We ask nothing of each other that the other could not do with the doors open.")]),
    Practice("chemistry", "of one mind on the matter, if not on the party",
        &[Entry(&[("holm", "observe 'We vote differently and want the same town' -t chemistry --about us \
            --tag values --share")],
            &[("/tags", "values"), ("/about", "us")]),
          Asked("chemistry", "same-ground", "stand for")]),
    Practice("chemistry", "the voters send another, and the official stays",
        &[Told(another_mayor_comes),
          Bank("handover --owner both --set deadline='a month'",
            "If one of us leaves, we go through what we agreed within a month: what lapses, what is passed \
                on, and what stays between us.")]),
    Practice("chemistry", "an ill-matched two, who write things down",
        &[Bank("clear-guidelines --owner lind --set topic='new cases' --set forum='the finance committee'",
            "Until we know each other better, we keep to written guidelines on new cases, and Bo may put a \
                matter before the finance committee even when Anna is against it.")]),
    Practice("chemistry", "what a raised eyebrow means",
        &[Asked("chemistry", "irony-and-looks", "a look of mine")]),

    Practice("trust", "it grows by small things and is gone in one",
        &[Told(good_things_are_many_and_a_breach_stays),
          Asked("chemistry", "small-thing", "trust me a little more")]),
    Practice("trust", "to talk down the other among equals",
        &[Entry(&[("lind", "incident add 'At the mayors dinner I was the one who says no to everything' \
            --actor holm --public --severity breach -t chemistry --tag disparaged --share")],
            &[("/actor", "holm"), ("/public", "true"), ("/tags", "disparaged"), ("/waits_for", "holm")])]),
    Practice("trust", "to correct the other before a full hall",
        &[Entry(&[("holm", "incident add 'Bo said into the microphone that I had the year wrong' \
            --actor lind --public --severity breach --setting 'large meeting' -t chemistry \
            --tag contradicted --share"),
                  ("lind", "incident step {} acknowledged 'It could have waited'"),
                  ("holm", "incident step {} agreed 'A slip of paper, not the microphone'")],
            &[("/public", "true"), ("/setting", "large meeting"), ("/tags", "contradicted"),
              ("/next_step", "kept")])]),
    Practice("trust", "to think well of each other aloud",
        &[Bank("disagree-in-private --owner both",
            "We disagree in private; to everyone else we speak of each other with respect.")]),

    Practice("chemistry", "a few minutes on what has nothing to do with work",
        &[Asked("opening", "outside-work", "Five minutes"),
          Told(the_day_warms_up_first)]),
    Practice("chemistry", "the late hours of a conference",
        &[Entry(&[("holm", "observe 'We solved the bus lines at midnight in the hotel bar' -t chemistry \
            --about us --praise --setting conference --channel talk --share")],
            &[("/setting", "conference"), ("/channel", "talk")])]),
    Practice("chemistry", "to know what goes on in town",
        &[Asked("opening", "seen-in-town", "in town lately")]),
    Practice("chemistry", "a handshake to begin the day with",
        &[Bank("morning-greeting --owner both",
            "When we are both in the house, we say good morning with a handshake before the day begins; \
                nobody keeps count.")]),
    Practice("chemistry", "praise that is seldom, and meant",
        &[Entry(&[("lind", "observe 'Two lines from Anna after the hearing: you kept them calm' \
            -t chemistry --praise --channel mail --share")],
            &[("/tone", "praise"), ("/channel", "mail")])]),
    Practice("chemistry", "to ask how the other is, and wait for the answer",
        &[Asked("opening", "how-you-come-here", "How are you today"),
          Asked("closing", "how-you-leave", "How are you now"),
          Asked("chemistry", "how-are-you", "a good partner")]),

    Practice("review", "once a year a day on which both are challenged", &[Told(the_talk_comes_once_a_year)]),
    Practice("review", "a meal and then the course", &[Told(lunch_comes_before_the_holes)]),
    Practice("review", "what each saw in the other, and why the other does it",
        &[Entry(&[("holm", "observe 'Bo lets his directors answer before he does' -t roles --puzzle --share"),
                  ("lind", "answer {} 'What they have said aloud, they will carry home'")],
            &[("/by", "holm"), ("/about", "partner"), ("/answer/by", "lind"),
              ("/answer/text", "What they have said aloud, they will carry home")])]),
    Practice("review", "a place in the open where both are safe",
        &[Asked("opening", "safe-here", "right for both of us"),
          Told(every_place_has_its_advice)]),
    Practice("review", "they tease each other about who has to win next time",
        &[Told(the_revenge_is_a_game_and_nothing_else)]),
    Practice("review", "some would feel silly in a meeting room", &[Told(each_pair_has_a_place_of_its_own)]),

    Practice("channel", "a line on the phone for what takes a line",
        &[Entry(&[("holm", "observe 'Bo answered yes or no before I was at the lift' -t expectations \
            --praise --channel sms --share")],
            &[("/channel", "sms")])]),
    Practice("channel", "a call at any hour, and the hours when there is none",
        &[Entry(&[("lind", "observe 'Anna picked up at eleven and was wide awake' -t expectations --praise \
            --channel phone --share")],
            &[("/channel", "phone")]),
          Bank("quiet-hours --owner both --set from=21:00 --set to=06:30 --set exception='fire and flood'",
            "No messages between 21:00 and 06:30, except about fire and flood, and then by phone."),
          Bank("channels-and-hours --owner both --set time=20:00 --set exception='the budget'",
            "Text for quick clarifications, calls for what is urgent, mail for the rest; after 20:00 only \
                for the budget.")]),
    Practice("channel", "the road to a meeting, for the small things and the long view",
        &[Entry(&[("lind", "observe 'Between two villages we got ten years ahead' -t thinking --about us \
            --praise --setting car --share")],
            &[("/setting", "car")]),
          Told(the_road_is_a_place_to_talk)]),
    Practice("channel", "a mail, for what is to last",
        &[Entry(&[("holm", "observe 'The copy to Bo went out before the mail itself' -t others --about self \
            --channel mail --share")],
            &[("/channel", "mail")])]),
    Practice("channel", "two alone, a committee, the council, a hall, the press: wherever it happens",
        &[Told(wherever_it_happens_is_told)]),
];
