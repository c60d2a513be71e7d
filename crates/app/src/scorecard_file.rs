//! A scorecard as a file that a person fills in: TOML, with the principles of the seat as headings.

use std::collections::BTreeMap;

use glidepath_domain::{Principle, Scorecard, ScorecardMark, Verdict};
use serde::Deserialize;

use crate::Error;
use crate::review_answer::unknown;

/// The file. Unknown keys are refused, so that a slip of the pen does not lose a mark.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    notes: String,
    inclined: Option<bool>,
    #[serde(default)]
    marks: BTreeMap<String, MarkIn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkIn {
    verdict: Option<String>,
    #[serde(default)]
    why: String,
}

/// A scorecard as a file to fill in. What was written already stands in it.
#[must_use]
pub fn scorecard_file(card: &Scorecard) -> String {
    let text = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let inclined = match card.inclined {
        Some(inclined) => format!("inclined = {inclined}"),
        None => "# inclined = true".to_owned(),
    };
    let mut out = format!(
        "# Round {}. Would you hire? Take the # away and say true or false.\n{inclined}\n\nnotes = {}\n",
        card.round + 1,
        text(&card.notes)
    );
    for mark in &card.marks {
        let verdict = match mark.verdict {
            Some(verdict) => format!("verdict = \"{verdict}\""),
            None => "# verdict = \"below\", \"meets\" or \"raises\"; none where you could not tell".to_owned(),
        };
        out.push_str(&format!(
            "\n[marks.{}]\n{verdict}\nwhy = {}\n",
            mark.principle,
            text(&mark.why)
        ));
    }
    out
}

/// What the file `name` says, over the scorecard `blank` of its seat. A principle that it does not name stays without a mark.
///
/// # Errors
/// When it is no TOML, has a key that is none, or a word that is no mark and no principle.
pub fn read_scorecard(text: &str, name: &str, blank: &Scorecard) -> Result<Scorecard, Error> {
    let file: File = toml::from_str(text).map_err(|error| {
        Error::invalid(
            "bad-scorecard",
            format!("{name} is no scorecard"),
            error.to_string().split_whitespace().collect::<Vec<_>>().join(" "),
            "`glidepath loop card LOOP ROUND --blank` writes one to fill in.",
        )
    })?;
    let mut marks = blank.marks.clone();
    for mark in &mut marks {
        mark.verdict = None;
        mark.why.clear();
    }
    for (slug, given) in file.marks {
        let principle: Principle = slug.parse().map_err(unknown)?;
        let verdict = given.verdict.map(|slug| slug.parse::<Verdict>().map_err(unknown));
        let mark = ScorecardMark {
            principle,
            verdict: verdict.transpose()?,
            why: given.why,
        };
        // One that the seat does not look for is refused when it is written, in words about the seat.
        match marks.iter_mut().find(|there| there.principle == principle) {
            Some(there) => *there = mark,
            None => marks.push(mark),
        }
    }
    Ok(Scorecard {
        notes: file.notes,
        marks,
        inclined: file.inclined,
        ..blank.clone()
    })
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Principle, Scorecard, ScorecardMark, Verdict};

    use super::{read_scorecard, scorecard_file};

    fn card() -> Scorecard {
        let mark = |principle, verdict, why: &str| ScorecardMark {
            principle,
            verdict,
            why: why.to_owned(),
        };
        Scorecard {
            of: "autumn".to_owned(),
            round: 2,
            person: "Ana".to_owned(),
            notes: "Clear.\n\"Two days\", she said.\n# no heading".to_owned(),
            marks: vec![
                mark(
                    Principle::DiveDeep,
                    Some(Verdict::Raises),
                    "followed one refund by hand",
                ),
                mark(Principle::EarnTrust, None, ""),
            ],
            inclined: Some(false),
            handed_in: false,
        }
    }

    #[test]
    fn what_was_written_comes_back() {
        let blank = Scorecard {
            notes: String::new(),
            inclined: None,
            ..card()
        };
        assert_eq!(read_scorecard(&scorecard_file(&card()), "a", &blank), Ok(card()));
        let nothing = read_scorecard("", "a", &card()).unwrap();
        assert_eq!((nothing.inclined, nothing.marks[0].verdict), (None, None));
    }

    #[test]
    fn a_blank_one_can_be_read_as_it_is() {
        let mut blank = card();
        (blank.notes, blank.inclined, blank.marks[0].verdict) = (String::new(), None, None);
        blank.marks[0].why.clear();
        assert_eq!(read_scorecard(&scorecard_file(&blank), "a", &blank), Ok(blank));
    }

    #[test]
    fn slips_are_named() {
        for (text, code) in [
            ("inclined = maybe", "bad-scorecard"),
            ("incline = true", "bad-scorecard"),
            ("[marks.dive-depe]\nwhy = \"\"", "unknown-value"),
            ("[marks.dive-deep]\nverdict = \"good\"", "unknown-value"),
        ] {
            let error = read_scorecard(text, "card.toml", &card()).unwrap_err();
            assert_eq!(error.code, code, "{text}");
        }
    }

    #[test]
    fn a_principle_of_another_seat_is_left_for_the_writing_to_refuse() {
        let read = read_scorecard("[marks.frugality]\nverdict = \"meets\"", "a", &card()).unwrap();
        assert_eq!(read.marks.last().map(|mark| mark.principle), Some(Principle::Frugality));
    }
}
