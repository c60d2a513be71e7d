//! An evaluation as JSON: `glidepath.evaluation/1`. Shares run from 0 to 1 with four decimals, null where nothing was counted.

use glidepath_review::rules;
use serde_json::{Value, json};

use super::{DEFINED, Evaluation, Tally, interval};
use crate::wire::four;

/// Schema name of [`Evaluation::to_json`].
pub const EVALUATION_SCHEMA: &str = "glidepath.evaluation/1";

fn tally(tally: Tally) -> Value {
    let (low, high) = interval(tally.hit, tally.hit + tally.alarm);
    json!({
        "hit": tally.hit, "alarm": tally.alarm, "miss": tally.miss,
        "precision": tally.precision().map(four), "precision_95": [four(low), four(high)],
        "recall": tally.recall().map(four), "f1": tally.f1().map(four),
    })
}

impl Evaluation {
    /// The evaluation as JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let list: Vec<Value> = self
            .rules
            .iter()
            .filter_map(|(code, counts)| {
                let rule = rules::find(code)?;
                let mut value = tally(*counts);
                value["rule"] = json!(code);
                value["severity"] = json!(rule.severity().map(|s| s.slug()));
                value["defined"] = json!(rule.is_strength() || DEFINED.contains(code));
                Some(value)
            })
            .collect();
        let bins: Vec<Value> = self
            .bins
            .iter()
            .filter(|b| b.said > 0)
            .map(|b| {
                let n = b.said as f64;
                json!({ "said": b.said, "right": b.right, "confidence": four(b.confidence / n), "share_right": four(b.right as f64 / n) })
            })
            .collect();
        let of = |part: usize, whole: usize| (whole > 0).then(|| four(part as f64 / whole as f64));
        json!({
            "schema": EVALUATION_SCHEMA,
            "answers": self.answers,
            "flaws": tally(self.micro(false)),
            "strengths": tally(self.micro(true)),
            "rules": list,
            "verdicts": {
                "accuracy": self.verdict_accuracy().map(four), "qwk": self.verdict_qwk().map(four),
                "withheld": self.withheld, "table": self.verdicts,
            },
            "twins": { "told": self.twins.0, "told_apart": (self.twins.1 > 0).then(|| four(self.twins.0 / self.twins.1 as f64)), "pairs": self.twins.1 },
            "figures": { "found": tally(self.figure_spans), "value_unit_role": tally(self.figures) },
            "acts": { "overlap": of(self.acts.0, self.acts.1), "smaller": self.acts.0, "larger": self.acts.1 },
            "sentences": {
                "count": self.sentences.2, "beat_right": self.sentences.0, "altitude_right": self.sentences.1,
                "beat": of(self.sentences.0, self.sentences.2), "altitude": of(self.sentences.1, self.sentences.2),
            },
            "calibration": bins,
            "alerts": { "findings": self.alerts.0, "words": self.alerts.1 },
            "alerts_per_1000_words": (self.alerts.1 > 0).then(|| four(1000.0 * self.alerts.0 as f64 / self.alerts.1 as f64)),
            "naive": {
                "flaws": tally(self.naive_flaws),
                "twins": self.naive.iter().map(|n| json!({ "counts": n.name, "told_apart": n.twins.map(four) })).collect::<Vec<_>>(),
            },
            "agreement": self.agreement.as_ref().map(|a| json!({
                "answers": a.answers, "flaws": tally(a.flaws), "strengths": tally(a.strengths),
                "verdict_same": four(a.verdict_same), "verdict_qwk": a.verdict_qwk.map(four),
                "beat": a.beats.map(four), "altitude": a.feet.map(four),
                "kappa": a.kappas.iter().map(|(rule, n, kappa)| json!({ "rule": rule, "first": n, "kappa": kappa.map(four) })).collect::<Vec<_>>(),
            })),
            "bad_lines": self.bad.iter().map(|b| json!({ "file": b.file, "line": b.line, "why": b.why })).collect::<Vec<_>>(),
        })
    }

    /// Reads the counts that [`Self::to_json`] wrote, so that evaluations made apart can be added up. What counting alone reaches, agreement and bad lines
    /// are left out; `None` where it is no evaluation.
    #[must_use]
    pub fn read_counts(value: &Value) -> Option<Self> {
        let count = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok());
        let tally = |value: &Value| {
            Some(Tally {
                hit: count(&value["hit"])?,
                alarm: count(&value["alarm"])?,
                miss: count(&value["miss"])?,
            })
        };
        let mut out = Self {
            answers: count(&value["answers"])?,
            withheld: count(&value["verdicts"]["withheld"])?,
            twins: (value["twins"]["told"].as_f64()?, count(&value["twins"]["pairs"])?),
            figure_spans: tally(&value["figures"]["found"])?,
            figures: tally(&value["figures"]["value_unit_role"])?,
            acts: (count(&value["acts"]["smaller"])?, count(&value["acts"]["larger"])?),
            sentences: (
                count(&value["sentences"]["beat_right"])?,
                count(&value["sentences"]["altitude_right"])?,
                count(&value["sentences"]["count"])?,
            ),
            alerts: (count(&value["alerts"]["findings"])?, count(&value["alerts"]["words"])?),
            ..Self::default()
        };
        for rule in value["rules"].as_array()? {
            let code = rules::find(rule["rule"].as_str()?)?.code;
            out.rules.push((code, tally(rule)?));
        }
        for (row, cells) in out.verdicts.iter_mut().zip(value["verdicts"]["table"].as_array()?) {
            for (cell, given) in row.iter_mut().zip(cells.as_array()?) {
                *cell = count(given)?;
            }
        }
        for bin in value["calibration"].as_array()? {
            let confidence = bin["confidence"].as_f64()?;
            let slot = out.bins.get_mut(super::bin_of(confidence))?;
            slot.said = count(&bin["said"])?;
            slot.right = count(&bin["right"])?;
            slot.confidence = confidence * slot.said as f64;
        }
        Some(out)
    }

    /// Both together.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.answers += other.answers;
        self.withheld += other.withheld;
        if self.rules.is_empty() {
            self.rules.clone_from(&other.rules);
        } else {
            for ((_, sum), (_, tally)) in self.rules.iter_mut().zip(&other.rules) {
                *sum = sum.and(*tally);
            }
        }
        for (row, more) in self.verdicts.iter_mut().zip(&other.verdicts) {
            row.iter_mut().zip(more).for_each(|(cell, more)| *cell += more);
        }
        self.twins = (self.twins.0 + other.twins.0, self.twins.1 + other.twins.1);
        self.figure_spans = self.figure_spans.and(other.figure_spans);
        self.figures = self.figures.and(other.figures);
        self.acts = (self.acts.0 + other.acts.0, self.acts.1 + other.acts.1);
        self.sentences = (
            self.sentences.0 + other.sentences.0,
            self.sentences.1 + other.sentences.1,
            self.sentences.2 + other.sentences.2,
        );
        for (bin, more) in self.bins.iter_mut().zip(&other.bins) {
            bin.said += more.said;
            bin.right += more.right;
            bin.confidence += more.confidence;
        }
        self.alerts = (self.alerts.0 + other.alerts.0, self.alerts.1 + other.alerts.1);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Corpus, evaluate};
    use super::Evaluation;
    use crate::Reviewer;

    #[test]
    fn counts_survive_writing_and_add_up() {
        let mut corpus = Corpus::default();
        corpus.add(
            "a.jsonl",
            "{\"id\":\"a-1\",\"text\":\"I cut the wait from nine days to two. We were late.\",\"overall\":\"below\",\"flaws\":[{\"rule\":\"thin\",\"quote\":null}]}\n{\n",
            false,
        );
        assert_eq!((corpus.answers.len(), corpus.bad.len()), (1, 2 - 1));
        let evaluation = evaluate(&corpus, &Reviewer::default());
        let read = Evaluation::read_counts(&evaluation.to_json()).unwrap();
        assert_eq!(read.micro(false), evaluation.micro(false));
        assert_eq!(read.micro(false).hit, 1);
        let twice = Evaluation::default().and(&read).and(&read);
        assert_eq!((twice.answers, twice.micro(false).hit), (2, 2));
        assert!(Evaluation::read_counts(&serde_json::json!({})).is_none());
    }
}
