//! Which notes are shown: by what they cost and by what part of an answer they are about.

use glidepath_review::{Group, rules};
use maud::{Markup, html};

use super::note::{Notes, Voice};

/// The voices in the order of the bar.
const VOICES: [(Voice, &str); 4] = [
    (Voice::Costly, "costly"),
    (Voice::Watch, "watch"),
    (Voice::Hint, "hint"),
    (Voice::Good, "strength"),
];

/// What the reader chose to see; everything unless they chose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    hidden: Vec<Voice>,
    family: Option<Group>,
}

impl Filter {
    /// The choice from its form fields. Without `filtered` nothing was chosen: a box that is not ticked sends nothing.
    pub(crate) fn of(fields: &[(String, String)]) -> Self {
        let values = |wanted: &'static str| {
            fields
                .iter()
                .filter(move |(name, _)| name == wanted)
                .map(|(_, value)| value.as_str())
        };
        if values("filtered").next().is_none() {
            return Self::default();
        }
        Self {
            hidden: VOICES
                .iter()
                .filter(|(_, slug)| !values("show").any(|v| v == *slug))
                .map(|(voice, _)| *voice)
                .collect(),
            family: values("family").find_map(|slug| Group::ALL.into_iter().find(|g| g.slug() == slug)),
        }
    }

    /// Takes away what is not to be seen. The rest keep their numbers.
    pub(crate) fn apply(&self, notes: &mut Notes<'_>) {
        let seen = |rule: &str, voice: Voice| {
            !self.hidden.contains(&voice) && self.family.is_none_or(|family| family_of(rule) == Some(family))
        };
        notes.placed.retain(|n| seen(n.rule, n.voice));
        notes.whole.retain(|n| seen(n.rule, n.voice));
    }
}

fn family_of(rule: &str) -> Option<Group> {
    rules::find(rule).map(|r| r.group)
}

/// The bar over the notes, with how many of each there are.
pub(super) fn bar(filter: &Filter, all: &Notes<'_>) -> Markup {
    let every = || all.whole.iter().chain(&all.placed);
    let families: Vec<(Group, usize)> = Group::ALL
        .into_iter()
        .map(|group| (group, every().filter(|n| family_of(n.rule) == Some(group)).count()))
        .filter(|(group, count)| *count > 0 || filter.family == Some(*group))
        .collect();
    html! {
        fieldset.filter data-key="filter" {
            legend.hidden { "Show notes" }
            input type="hidden" name="filtered" value="1";
            @for (voice, slug) in VOICES {
                @let count = every().filter(|n| n.voice == voice).count();
                label class={ "chip " (voice.class()) } data-key=(slug) {
                    input type="checkbox" name="show" value=(slug) checked[!filter.hidden.contains(&voice)];
                    span { (voice.word()) } " " span.num { (count) }
                }
            }
            label.hidden for="family" { "What they are about" }
            select #family name="family" {
                option value="" { "about anything" }
                @for (group, count) in families { option value=(group.slug()) selected[filter.family == Some(group)] { (group.slug()) " (" (count) ")" } }
            }
            button.unscripted type="submit" { "Show these" }
        }
    }
}
