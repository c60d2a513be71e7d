//! Drawing a question: the weakest or longest unpractised principle first, then the question asked least. No chance is in it: the same
//! history on the same day draws the same.

use glidepath_domain::{Commonness, Drill, Level, MemoryKind, Principle, QuestionId, Role};
use glidepath_practice::{For, distant};

use crate::find_questions::{QuestionFilter, QuestionRow, find_questions, question};
use crate::{Bank, Error, Kept};

/// The most follow-ups of a plain drill. Source: domain §6.
const MOST_FOLLOW_UPS: u64 = 4;

/// A question that was chosen.
pub(super) struct Drawn {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) principles: Vec<Principle>,
}

/// What drawing goes by.
pub(super) struct Draw<'d> {
    pub(super) bank: &'d Bank,
    /// Every drill so far, oldest first.
    pub(super) before: &'d [Kept<Drill>],
    /// Principles in scope.
    pub(super) principles: Vec<Principle>,
    pub(super) level: Option<Level>,
    pub(super) role: Option<Role>,
}

impl Draw<'_> {
    /// How many follow-ups at most: one to four.
    pub(super) fn follow_ups(&self) -> u32 {
        // Four at most, so it fits.
        (self.seed("follow-ups") % MOST_FOLLOW_UPS) as u32 + 1
    }

    /// A number that the day and the history give, and this purpose alone.
    fn seed(&self, purpose: &str) -> u64 {
        let last = self.before.last().map_or("", |kept| kept.id.as_str());
        let text = format!("{} {} {last} {purpose}", self.bank.today(), self.before.len());
        // FNV-1a: small, and the same on every machine. Its low bits are mixed least, so the high ones are folded in.
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        hash ^ (hash >> 32)
    }

    /// The next question.
    pub(super) async fn next(&self) -> Result<Drawn, Error> {
        let mut ranked = self.principles.clone();
        let due = self.due().await?;
        let last = self.before.last().and_then(|kept| kept.value.principles.first());
        ranked.sort_by_key(|principle| {
            let weak = due.iter().position(|due| due == principle).unwrap_or(usize::MAX);
            // A weakness comes back soon, and not so soon that nothing else is asked.
            let again = last == Some(principle);
            (again, weak, self.times(*principle), self.seed(principle.slug()))
        });
        for principle in ranked {
            let filter = QuestionFilter {
                principle: Some(principle),
                level: self.level,
                role: self.role,
                ..QuestionFilter::default()
            };
            let mut rows = find_questions(self.bank, &filter).await?;
            rows.retain(|row| row.question.principles.first() == Some(&principle));
            if let Some(row) = rows.into_iter().min_by_key(|row| self.rank(row)) {
                return Ok(Drawn {
                    id: row.id,
                    text: row.question.text,
                    principles: row.question.principles,
                });
            }
        }
        Err(Error::not_found(
            "no-question",
            "There is no question to draw",
            "no question of the bank fits the principles, level and role you prepare for",
            "Widen them, or ask one in your own words.",
        ))
    }

    /// A question far from that of an earlier drill; whatever comes next where the bank has none.
    pub(super) async fn far_from(&self, drill: &str) -> Result<Drawn, Error> {
        let last = self.bank.desk().drill(drill).await?.value;
        let ids = |kept: &Kept<Drill>| QuestionId(kept.value.question.clone());
        let recent: Vec<QuestionId> = self.before.iter().map(ids).collect();
        let whom = For {
            level: self.level,
            role: self.role,
        };
        match distant(&QuestionId(last.question), &recent, whom) {
            Some(far) => {
                let row = question(self.bank, &far.id.0).await?;
                Ok(Drawn {
                    id: row.id,
                    text: row.question.text,
                    principles: row.question.principles,
                })
            }
            None => self.next().await,
        }
    }

    /// Principles that tellings were weak on and that are due, the one longest due first.
    async fn due(&self) -> Result<Vec<Principle>, Error> {
        let now = self.bank.now_ms();
        let mut due: Vec<(i64, Principle)> = Vec::new();
        for kept in self.bank.desk().memories().await? {
            let card = kept.value;
            if card.kind == MemoryKind::Principle && card.due_ms <= now {
                due.extend(card.about.parse().ok().map(|principle| (card.due_ms, principle)));
            }
        }
        due.sort();
        Ok(due.into_iter().map(|(_, principle)| principle).collect())
    }

    fn times(&self, principle: Principle) -> usize {
        let told = |kept: &&Kept<Drill>| kept.value.principles.first() == Some(&principle);
        self.before.iter().filter(told).count()
    }

    fn rank(&self, row: &QuestionRow) -> (usize, Commonness, u64) {
        let asked = self.before.iter().filter(|kept| kept.value.question == row.id).count();
        (asked, row.question.commonness, self.seed(&row.id))
    }
}
