//! What both sides took on during the visits: three issues, what is to be done about them, and promises of both.

use floorbook_domain::{
    Attendee, Channel, Commitment, CommitmentId, Day, Ended, Ending, Field, Instant, Issue, IssueField, IssueId,
    IssueState, Party, Severity, Step, StepId,
};
use floorbook_port::Write;

use crate::{calendar::Clock, people::Who, story::Story, visits::Tour};

/// Who writes it all down.
const OURS: &str = "Ines Marlow (quality)";

/// An issue, and the hours of its steps on the day of its tour.
struct Trouble {
    tour: Tour,
    text: &'static str,
    severity: Severity,
    area: &'static str,
    order: &'static str,
    noticed: Clock,
    told: Who,
    steps: &'static [(IssueState, Clock, &'static str)],
    whys: [&'static str; 3],
    agreed: &'static str,
    remedy: &'static str,
    /// In how many working days from today the remedy is due.
    due: i32,
}

const TROUBLES: [Trouble; 3] = [
    Trouble {
        tour: Tour::Mill,
        text: "One lot number, two shades\nL-318 lies on one shelf in two shades of blue; bands in the panels follow.",
        severity: Severity::Major,
        area: "Yarn store",
        order: "PO 4490",
        noticed: (9, 10),
        told: Who::Shen,
        steps: &[
            (IssueState::Raised, (11, 20), "At the shelf, with the cones in hand."),
            (IssueState::Agreed, (15, 30), ""),
            (IssueState::InHand, (15, 50), "Lin Wei began to sort."),
        ],
        whys: ["The second addition of dye is on no card.", "The floor writes down less than it does.", ""],
        agreed: "From today the lot is A and B, and a carton holds only one of them.",
        remedy: "All cones of L-318 sorted into A and B",
        due: 2,
    },
    Trouble {
        tour: Tour::Hall,
        text: "Exit 4 blocked by cartons\nFour of them, shoulder high. Cleared within six minutes.",
        severity: Severity::Critical,
        area: "Packing",
        order: "",
        noticed: (9, 5),
        told: Who::Ha,
        steps: &[
            (IssueState::Raised, (9, 6), "At the exit."),
            (IssueState::InHand, (9, 12), "Cleared. Whether it stays so, we look at next time."),
        ],
        whys: ["Cartons have no place of their own before the truck comes.", "", ""],
        agreed: "",
        remedy: "A marked place for cartons that wait",
        due: 1,
    },
    Trouble {
        tour: Tour::Hall,
        text: "Gap in the needle log\nNo entry for four days; nobody could say whether a needle broke.",
        severity: Severity::Major,
        area: "Linking",
        order: "PO 4471",
        noticed: (10, 15),
        told: Who::Lan,
        steps: &[(IssueState::Raised, (10, 20), "At line 3."), (IssueState::Agreed, (15, 5), "")],
        whys: ["Only a broken needle is written down.", "An empty line looks like work not done.", ""],
        agreed: "Each shift signs the log, also when nothing broke.",
        remedy: "The log signed at the end of each shift",
        due: 1,
    },
];

/// A promise: when it was given, by whom, by when, and when it was kept.
struct Word {
    tour: Tour,
    at: Clock,
    /// Theirs by the one who gave it; ours by nobody of them.
    given_by: Option<Who>,
    to: Option<Who>,
    text: &'static str,
    due: i32,
    kept: Option<(i32, Clock)>,
}

const WORDS: [Word; 3] = [
    Word {
        tour: Tour::Mill,
        at: (15, 40),
        given_by: Some(Who::Shen),
        to: None,
        text: "An answer in writing about the overtime",
        due: 1,
        kept: None,
    },
    Word {
        tour: Tour::Mill,
        at: (15, 45),
        given_by: None,
        to: Some(Who::Shen),
        text: "The approved shade standard of PO 4490, by courier",
        due: -1,
        kept: None,
    },
    Word {
        tour: Tour::DyeHouse,
        at: (11, 50),
        given_by: Some(Who::Qian),
        to: None,
        text: "Recipe cards of the last ten lots, copied",
        due: -4,
        kept: Some((-3, (16, 10))),
    },
];

/// Tells of each of them.
pub(crate) fn tell(story: &mut Story<'_>) {
    for trouble in &TROUBLES {
        tell_trouble(story, trouble);
    }
    for word in &WORDS {
        tell_word(story, word);
    }
}

fn tell_trouble(story: &mut Story<'_>, trouble: &Trouble) {
    let (calendar, tour) = (story.calendar, trouble.tour);
    let zone = tour.place().zone();
    let partner = Some(story.house(tour.place().house()));
    let noticed = tour.moment(calendar, trouble.noticed);
    let (millis, random) = story.seed(noticed);
    let id = IssueId::new(millis, random);
    let told = Attendee::Contact(story.who(trouble.told));
    let [why_1, why_2, why_3] = trouble.whys.map(String::from);
    let mut issue = Issue {
        partner,
        visit: Some(story.tour(tour)),
        text: trouble.text.into(),
        severity: trouble.severity,
        area: trouble.area.into(),
        noticed,
        zone: zone.into(),
        order: trouble.order.into(),
        ours: Some(Attendee::Name(OURS.into())),
        theirs: Some(told.clone()),
        why_1,
        why_2,
        why_3,
        ..Issue::default()
    };
    write(story, noticed, Write::new(id, issue.fields().into_iter().map(Field::from).collect()));
    for (state, clock, note) in trouble.steps {
        let when = tour.moment(calendar, *clock);
        let (millis, random) = story.seed(when);
        let step = issue.next_step(StepId::new(millis, random), *state, when);
        let is_raised = *state == IssueState::Raised;
        let step = Step {
            told: is_raised.then(|| told.clone()),
            channel: if is_raised { Channel::InPerson } else { Channel::Unknown },
            note: String::from(*note),
            ..step
        };
        let mut put: Vec<Field> = vec![IssueField::Steps(step.clone()).into()];
        if *state == IssueState::Agreed {
            put.push(IssueField::Agreed(trouble.agreed.into()).into());
            put.push(IssueField::Present(told.clone()).into());
        }
        write(story, when, Write::new(id, put));
        issue.steps.push(step);
    }
    let (_, clock, _) = trouble.steps[trouble.steps.len() - 1];
    let made = tour.moment(calendar, clock);
    let (millis, random) = story.seed(made);
    let remedy = Commitment {
        partner,
        visit: Some(story.tour(tour)),
        issue: Some(id),
        party: Party::Them,
        who: Some(told),
        text: trouble.remedy.into(),
        due: Some(Day(calendar.working_day(trouble.due))),
        made,
        zone: zone.into(),
        ..Commitment::default()
    };
    let fields = remedy.fields().into_iter().map(Field::from).collect();
    write(story, made, Write::new(CommitmentId::new(millis, random), fields));
}

fn tell_word(story: &mut Story<'_>, word: &Word) {
    let (calendar, tour) = (story.calendar, word.tour);
    let made = tour.moment(calendar, word.at);
    let (millis, random) = story.seed(made);
    let id = CommitmentId::new(millis, random);
    let person = |who: Option<Who>| {
        Some(who.map_or_else(|| Attendee::Name(OURS.into()), |who| Attendee::Contact(story.who(who))))
    };
    let promise = Commitment {
        partner: Some(story.house(tour.place().house())),
        visit: Some(story.tour(tour)),
        party: if word.given_by.is_some() { Party::Them } else { Party::Us },
        who: person(word.given_by),
        to: person(word.to),
        text: word.text.into(),
        due: Some(Day(calendar.working_day(word.due))),
        made,
        zone: tour.place().zone().into(),
        ..Commitment::default()
    };
    write(story, made, Write::new(id, promise.fields().into_iter().map(Field::from).collect()));
    if let Some((day, clock)) = word.kept {
        let at = calendar.moment(day, clock, tour.place().zone());
        let ended = Ended { ending: Ending::Kept, on: Day(calendar.working_day(day)), note: "By e-mail.".into() };
        write(story, at, Write::new(id, vec![floorbook_domain::CommitmentField::Ended(Some(ended)).into()]));
    }
}

fn write(story: &mut Story<'_>, at: Instant, write: Write) {
    story.write(at, vec![write]);
}
