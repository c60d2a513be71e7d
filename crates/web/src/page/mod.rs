//! The registry of pages: one file and one line each. Routes, navigation and the test that renders every page derive
//! from it.

mod block;
mod cheat_sheet;
mod compare;
mod debrief;
mod deck;
mod dig;
mod dig_desk;
mod drill;
mod drill_forms;
mod facts;
mod home;
mod loop_form;
mod loop_new;
mod loop_room;
mod loops;
mod loops_compared;
mod matrix;
mod practice;
mod principle;
mod principles;
mod progress;
mod question;
mod questions;
mod recall;
mod restore;
pub(crate) mod review;
mod rule;
mod rules;
mod sample_debrief;
mod sample_drill;
mod sample_loop;
mod sample_seats;
pub(crate) mod sample_take;
mod scorecard;
mod stories;
mod story;
mod story_edit;
mod story_history;
mod take;
mod take_diff;
mod take_forms;
mod take_sound;
mod takes;
mod tellings;
mod transfer;

use axum::Router;
use axum::routing::MethodRouter;
use maud::Markup;

use crate::router::State;

/// One page.
pub(crate) struct Page {
    /// Its address, as the router writes it.
    pub(crate) path: &'static str,
    /// Where it stands in the navigation.
    pub(crate) nav: Nav,
    /// Its methods.
    pub(crate) route: fn() -> MethodRouter<State>,
    /// Addresses that only this page uses; [`alone`] where there are none.
    pub(crate) beside: fn(Router<State>) -> Router<State>,
    /// It with sample data, in each of its states. The test renders them all.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the test that renders every page asks for samples")
    )]
    pub(crate) samples: fn() -> Vec<(&'static str, Markup)>,
}

/// A page's place in the navigation: the registry's order is the order there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nav {
    /// Among the things one does, under this name.
    Work(&'static str),
    /// Among the things one looks up, under this name.
    Reference(&'static str),
    /// Nowhere: other pages lead to it.
    Nowhere,
}

impl Nav {
    /// Its name, if it stands anywhere.
    pub(crate) const fn name(self) -> Option<&'static str> {
        match self {
            Self::Work(name) | Self::Reference(name) => Some(name),
            Self::Nowhere => None,
        }
    }
}

/// For a page without further addresses.
pub(crate) fn alone(router: Router<State>) -> Router<State> {
    router
}

/// Every page.
pub(crate) static ALL: &[&Page] = &[
    &home::PAGE,
    &stories::PAGE,
    &story_edit::PAGE,
    &matrix::PAGE,
    &facts::PAGE,
    &story::PAGE,
    &story_history::PAGE,
    &tellings::PAGE,
    &dig::PAGE,
    &dig_desk::PAGE,
    &questions::PAGE,
    &question::PAGE,
    &deck::PAGE,
    &cheat_sheet::PAGE,
    &practice::PAGE,
    &block::PAGE,
    &drill::PAGE,
    &recall::PAGE,
    &takes::PAGE,
    &take::PAGE,
    &take_diff::PAGE,
    &progress::PAGE,
    &loops::PAGE,
    &loop_new::PAGE,
    &loops_compared::PAGE,
    &loop_room::PAGE,
    &debrief::PAGE,
    &scorecard::PAGE,
    &review::PAGE,
    &compare::PAGE,
    &transfer::PAGE,
    &restore::PAGE,
    &rules::PAGE,
    &rule::PAGE,
    &principles::PAGE,
    &principle::PAGE,
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::ALL;

    /// Values of `name="..."` in the markup.
    fn values<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
        let pattern = format!(" {name}=\"");
        html.split(pattern.as_str())
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect()
    }

    #[test]
    fn every_page_renders_every_sample() {
        let mut wrong = Vec::new();
        for page in ALL {
            let samples = (page.samples)();
            assert!(!samples.is_empty(), "{} has no samples", page.path);
            for (name, markup) in samples {
                let html = markup.into_string();
                let mut want = |holds: bool, what: &str| {
                    if !holds {
                        wrong.push(format!("{} ({name}): {what}", page.path));
                    }
                };
                want(html.matches("<h1").count() == 1, "one h1");
                want(
                    html.matches("<main").count() == 1 && html.contains("<nav aria-label"),
                    "landmarks",
                );
                want(
                    !html.contains(" style=") && !html.contains("<style"),
                    "no inline style: the policy forbids it",
                );
                want(
                    !html.contains("javascript:") && !html.contains(" onclick="),
                    "no inline script",
                );
                let ids = values(&html, "id");
                want(ids.iter().collect::<HashSet<_>>().len() == ids.len(), "ids are unique");
                let ids: HashSet<&str> = ids.into_iter().collect();
                for target in values(&html, "href").into_iter().filter_map(|h| h.strip_prefix('#')) {
                    want(ids.contains(target), &format!("#{target} leads somewhere"));
                }
                for attribute in ["aria-labelledby", "aria-describedby", "for"] {
                    for id in values(&html, attribute) {
                        want(ids.contains(id), &format!("{attribute}=\"{id}\" names something"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
