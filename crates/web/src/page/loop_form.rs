//! The form that sets a loop up: its fields as sent, and the wish they make.

use glidepath_app::Error;
use glidepath_app::loops::{ChosenSeat, JobRead, LoopWish};
use glidepath_app::review_answer::unknown;
use glidepath_domain::{Level, Principle, Role};

use crate::kept_form::{value, values};

/// What stands in the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LoopForm {
    /// What is wished for.
    pub(crate) wish: LoopWish,
    /// Whether it is shown who looks for what.
    pub(crate) coach: bool,
}

impl LoopForm {
    /// The form as it was sent; `draw` where it says none.
    ///
    /// # Errors
    /// When a choice is none of those offered.
    pub(crate) fn of(fields: &[(String, String)], draw: u64) -> Result<Self, Error> {
        let text = |name: &str| {
            value(fields, name)
                .unwrap_or_default()
                .replace("\r\n", "\n")
                .trim()
                .to_owned()
        };
        let usual = LoopWish::default();
        let number = |name: &str, usual: u32| text(name).parse().unwrap_or(usual);
        let rounds = number("rounds", usual.rounds);
        let mut scope = Vec::new();
        for slug in values(fields, "scope") {
            scope.push(slug.parse().map_err(unknown)?);
        }
        Ok(Self {
            wish: LoopWish {
                name: text("name"),
                role: slug(&text("role"))?,
                level: slug(&text("level"))?,
                job: text("job"),
                scope,
                rounds,
                minutes: number("minutes", usual.minutes),
                chosen: (0..rounds as usize)
                    .map(|seat| chosen(fields, seat))
                    .collect::<Result<_, _>>()?,
                draw: text("draw").parse().unwrap_or(draw),
            },
            coach: value(fields, "coach").is_some(),
        })
    }

    /// Takes over what a job description was read to say; what it does not say stays as it is.
    pub(crate) fn take(&mut self, job: &JobRead) {
        self.wish.role = job.role.as_ref().map(|read| read.value).or(self.wish.role);
        self.wish.level = job.level.as_ref().map(|read| read.value).or(self.wish.level);
        self.wish.scope = job.scope();
    }

    /// The fields as a form would send them.
    pub(crate) fn fields(&self) -> Vec<(String, String)> {
        let wish = &self.wish;
        let field = |name: &str, value: String| (name.to_owned(), value);
        let mut fields = vec![
            field("name", wish.name.clone()),
            field("job", wish.job.clone()),
            field(
                "role",
                wish.role.map_or_else(String::new, |role: Role| role.slug().to_owned()),
            ),
            field(
                "level",
                wish.level
                    .map_or_else(String::new, |level: Level| level.slug().to_owned()),
            ),
            field("rounds", wish.rounds.to_string()),
            field("minutes", wish.minutes.to_string()),
            field("draw", wish.draw.to_string()),
        ];
        fields.extend(
            wish.scope
                .iter()
                .map(|principle| field("scope", principle.slug().to_owned())),
        );
        for (seat, chosen) in wish.chosen.iter().enumerate() {
            fields.push((
                format!("chair-{seat}"),
                chosen.chair.map_or_else(String::new, |chair| chair.slug().to_owned()),
            ));
            fields.push((format!("persona-{seat}"), chosen.persona.clone()));
            fields.push((format!("person-{seat}"), chosen.person.clone()));
            fields.extend(
                chosen
                    .principles
                    .iter()
                    .map(|principle| (format!("looks-{seat}"), principle.slug().to_owned())),
            );
        }
        if self.coach {
            fields.push(field("coach", "yes".to_owned()));
        }
        fields
    }
}

fn chosen(fields: &[(String, String)], seat: usize) -> Result<ChosenSeat, Error> {
    let text = |name: &str| {
        value(fields, &format!("{name}-{seat}"))
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let mut principles: Vec<Principle> = Vec::new();
    let looks = format!("looks-{seat}");
    for slug in values(fields, &looks).filter(|slug| !slug.is_empty()) {
        let principle = slug.parse().map_err(unknown)?;
        if !principles.contains(&principle) {
            principles.push(principle);
        }
    }
    Ok(ChosenSeat {
        chair: slug(&text("chair"))?,
        persona: text("persona"),
        person: text("person"),
        principles,
    })
}

fn slug<T: std::str::FromStr<Err = glidepath_domain::UnknownSlug>>(text: &str) -> Result<Option<T>, Error> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(unknown)
}

#[cfg(test)]
mod tests {
    use super::LoopForm;

    #[test]
    fn a_form_that_is_kept_reads_as_it_was() {
        let sent: Vec<(String, String)> = [
            ("name", "Billing"),
            ("job", "You own it.\r\nAll of it."),
            ("role", "sde"),
            ("level", "L5"),
            ("rounds", "4"),
            ("minutes", "20"),
            ("draw", "7"),
            ("scope", "dive-deep"),
            ("scope", "ownership"),
            ("chair-3", "bar-raiser"),
            ("persona-0", "front-desk"),
            ("person-1", "Ruth"),
            ("looks-1", "earn-trust"),
            ("looks-1", "earn-trust"),
            ("looks-1", ""),
            ("coach", "yes"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec();
        let form = LoopForm::of(&sent, 0).unwrap();
        assert_eq!(
            (form.wish.chosen.len(), form.wish.draw, form.wish.scope.len()),
            (4, 7, 2)
        );
        assert_eq!(form.wish.job, "You own it.\nAll of it.");
        assert_eq!(form.wish.chosen[1].principles.len(), 1);
        assert_eq!(LoopForm::of(&form.fields(), 0).unwrap(), form);
    }

    #[test]
    fn what_is_not_offered_is_refused_and_what_is_missing_is_usual() {
        let one = |name: &str, value: &str| vec![(name.to_owned(), value.to_owned())];
        assert!(LoopForm::of(&one("role", "wizard"), 0).is_err());
        assert!(LoopForm::of(&one("scope", "luck"), 0).is_err());
        assert!(LoopForm::of(&one("chair-2", "throne"), 0).is_err());
        let usual = LoopForm::of(&[], 3).unwrap();
        assert_eq!((usual.wish.rounds, usual.wish.minutes, usual.wish.draw), (5, 45, 3));
        assert_eq!(LoopForm::of(&one("rounds", "many"), 3).unwrap().wish.rounds, 5);
    }
}
