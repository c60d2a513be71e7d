//! Background beyond a quarter of the answer before the problem.

use glidepath_domain::{Severity, Span};

use crate::measure::CONFLICT;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `slow-start`.
pub static RULE: Rule = Rule {
    code: "slow-start",
    group: Group::Altitude,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Give the company one sentence and your part one more, then say what went wrong.",
        ask: "Take me straight to the moment it became a problem: what happened?",
    },
    title: "Long way to the problem",
    what: "More than about a quarter of the words pass before a problem or a conflict is named. An opening that already names the \
           trouble is no slow start, however much context follows.",
    why: "The listener has two or three minutes, and spends the first of them not knowing what to listen for.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.3),
        Setting {
            key: "most_share",
            default: 0.28,
            meaning: "share of the words before the problem",
            source: "domain §4",
        },
        Setting {
            key: "least_words",
            default: 55.0,
            meaning: "words of background that are always allowed: about twenty seconds",
            source: "domain §4",
        },
    ],
    flags: &[
        Example::of(
            "[[I work for a family firm in Porto that makes handles and hinges. It was founded by two brothers in \
             the seventies, it has three halls, and since last year it has a shop on the web as well. The halls \
             stand beside the railway, and the oldest of them still has its wooden roof. About two hundred people \
             work there, many of them from the same four villages. Our customers are builders and kitchen makers, \
             and a few of them have bought from us for thirty years. I came in through the apprenticeship, went \
             to the drawing office and later to planning, where we are five, and where the coffee is better than \
             in the halls. Planning writes the weekly list of what runs on which press, and it has a meeting on \
             Mondays with the heads of the halls.]] In March the big press failed two days before the largest \
             order. I moved its orders to hall two and asked the night shift to start early. Two men refused. I \
             talked to each of them, changed the list for one, and we shipped on the Friday. I now keep a list of \
             who can start early.",
        ),
        Example::of(
            "[[so um I was at this hotel group and it's like a family thing they have I think nine hotels most of \
             them by the sea and one in the city and I was in the office in the city with Bea and Tom and we did \
             bookings and also a bit of marketing and the events and Bea had been there for ages and she knew \
             everybody and Tom was new like me and we sat in what used to be the laundry which was always warm \
             and before that I was at the front desk of the city one for two years and the hotels are all a bit \
             different there's the big one with the pool and the two small ones where mostly walkers go and the \
             owner comes round every month and he looks at the flowers he really cares about the flowers and so \
             we had one calendar for all of it]] and then one Friday the booking system went down and nobody \
             could check in and I called the hotels and told them to use paper and I typed it all in over the \
             night and in the morning two rooms were double and I rang those guests",
        ),
        Example::of(
            "[[Our university library lends books to nine faculties. There are four branches, and each has a \
             reading room and its own opening hours, which go back to the deans. The branch I was at serves the \
             medical school. It stands beside the river, and it has two floors and a garden. The staff know the \
             students by name, and many of the students come back as doctors. The collection is mostly textbooks, \
             with a room of older volumes that the historians like. We share one catalogue with the other \
             branches, and a van goes round with the reserved books twice a day. The catalogue is run by the \
             computing centre, which has about forty people and reports to the chancellor. I was one of six at \
             the desk and looked after the catalogue on the side, together with Paula, who had done the same at \
             the law school for some years. The head of the branch had been there since the building was opened, \
             and she liked things to be quiet.]] In autumn the loans were wrong, and students \
             were fined for books they had never had. I compared the lists and found that a scanner doubled every tenth book. The centre \
             said that it could not be the scanner. I took it out for a week, nothing was doubled, and we corrected 600 accounts.",
        ),
    ],
    passes: &[
        Example::of(
            "The loans were wrong in autumn, and students were fined for books they had never had. Our library lends to nine \
             faculties, there are four branches, and each has its own hours, which go back to the deans. The branch I was at \
             serves the medical school and stands beside the river. I compared the lists and found a scanner that doubled \
             every tenth book.",
        ),
        Example::of(
            "I run planning at a small maker of hinges. In March the big press broke, two days before the largest order of the year. I \
             moved its orders to hall two and asked the night shift to start early.",
        ),
        Example::of(
            "so the booking system went down on a Friday evening and I was the only one in the office and I called the hotels",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let count = case.readings.len();
    let trouble = |sentence: usize| CONFLICT.iter().map(|s| case.weight_in(*s, sentence)).sum::<f64>() >= 0.99;
    let Some(first) = (0..count).find(|s| trouble(*s)) else {
        return;
    };
    if first == 0 {
        return;
    }
    let words: usize = (0..first).map(|s| case.sentence_words(s)).sum();
    let share = words as f64 / case.transcript.words.max(1) as f64;
    if share > notes.setting("most_share") && words as f64 > notes.setting("least_words") {
        let span = Span::new(case.sentence_span(0).start, case.sentence_span(first - 1).end);
        notes.span(span, (0.5 + share).min(0.9)).why(format!(
            "{:.0} % of the words pass before anything goes wrong. The listener does not yet know what to listen for.",
            100.0 * share
        ));
    }
}
