//! An evaluation as a table for people.

use std::fmt;
use std::fmt::Write as _;

use glidepath_review::rules;

use super::{DEFINED, Evaluation, Tally, interval};

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "   -".to_owned(), |v| format!("{v:.2}"))
}

fn row(name: &str, tally: Tally) -> String {
    let (low, high) = interval(tally.hit, tally.hit + tally.alarm);
    let range = if tally.hit + tally.alarm > 0 {
        format!("({low:.2}-{high:.2})")
    } else {
        String::new()
    };
    format!(
        "  {name:<26} P {} {range:<11}  R {}  F1 {}   {:4} right {:4} wrong {:4} missed\n",
        number(tally.precision()),
        number(tally.recall()),
        number(tally.f1()),
        tally.hit,
        tally.alarm,
        tally.miss
    )
}

impl fmt::Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = format!("{} answers\n", self.answers);
        for (title, strengths) in [("\nflaws (watch and up)\n", false), ("\nstrengths\n", true)] {
            out.push_str(title);
            for (code, tally) in &self.rules {
                let is = rules::find(code).is_some_and(|r| r.is_strength() == strengths);
                if is && (strengths || DEFINED.contains(code)) && *tally != Tally::default() {
                    out.push_str(&row(code, *tally));
                }
            }
            out.push_str(&row("all together", self.micro(strengths)));
        }
        out.push_str(&row("flaws by counting alone", self.naive_flaws));

        let _ = writeln!(
            out,
            "\nverdicts: {} right, QWK {}, {} withheld; labelled below, meets, raises down, given across: {:?}",
            number(self.verdict_accuracy()),
            number(self.verdict_qwk()),
            self.withheld,
            self.verdicts
        );
        let (told, pairs) = self.twins;
        if pairs > 0 {
            let naive: Vec<String> = self
                .naive
                .iter()
                .map(|n| format!("{} {}", n.name, number(n.twins)))
                .collect();
            let _ = writeln!(
                out,
                "twins told apart: {:.2} of {pairs}; by counting alone: {}",
                told / pairs as f64,
                naive.join(", ")
            );
        }
        out.push_str("\nfigures\n");
        out.push_str(&row("found at all", self.figure_spans));
        out.push_str(&row("value, unit and role", self.figures));
        let _ = writeln!(
            out,
            "\nacts of \"I\" and \"we\": counts overlap by {:.2}",
            self.acts.0 as f64 / (self.acts.1 as f64).max(1.0)
        );
        if self.sentences.2 > 0 {
            let share = |right: usize| right as f64 / self.sentences.2 as f64;
            let _ = writeln!(
                out,
                "sentences: beat right {:.2}, altitude right {:.2}, of {}",
                share(self.sentences.0),
                share(self.sentences.1),
                self.sentences.2
            );
        }
        out.push_str("calibration, confidence and share that was right:");
        for bin in self.bins.iter().filter(|b| b.said > 0) {
            let _ = write!(
                out,
                "  {:.2} {:.2} ({})",
                bin.confidence / bin.said as f64,
                bin.right as f64 / bin.said as f64,
                bin.said
            );
        }
        let _ = writeln!(
            out,
            "\nfindings of any severity on answers that raise: {:.1} per 1,000 words",
            1000.0 * self.alerts.0 as f64 / (self.alerts.1 as f64).max(1.0)
        );
        if let Some(agreement) = &self.agreement {
            let _ = writeln!(
                out,
                "\ntwo annotators on {} of these answers: flaws F1 {}, strengths F1 {}, verdicts the same {:.2}, QWK {}, beats {}, altitude {}",
                agreement.answers,
                number(agreement.flaws.f1()),
                number(agreement.strengths.f1()),
                agreement.verdict_same,
                number(agreement.verdict_qwk),
                number(agreement.beats),
                number(agreement.feet)
            );
            let kappas: Vec<String> = agreement
                .kappas
                .iter()
                .map(|(code, n, kappa)| format!("{code} {} ({n})", number(*kappa)))
                .collect();
            let _ = writeln!(
                out,
                "kappa by label, and how often the first gave it: {}",
                kappas.join(", ")
            );
        }
        f.write_str(&out)
    }
}
