//! What was brought, laid beside what is kept: what is new, what differs, and who moved since the file was written.
//! Nothing is decided here; the caller shows the plan, a person takes a side, and [`apply`] says what to write.

use std::collections::HashMap;

use glidepath_domain::Story;

use crate::part::plain_name;
use crate::{Brought, BroughtStory, Part, revision};

/// How one brought story stands to the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// Its place in [`Brought::stories`].
    pub at: usize,
    /// The id it has in the bank, or brings along; `None` where it needs a new one.
    pub id: Option<String>,
    /// How it stands.
    pub meets: Meets,
    /// The parts that differ; empty unless changed or in conflict.
    pub differs: Vec<Difference>,
    /// What taking theirs would write: the kept story with the parts of the file put in, or the file's own.
    pub theirs: Story,
}

/// How a brought story stands to the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meets {
    /// The bank has none like it.
    New,
    /// The bank has just that.
    Same,
    /// The file was written from an earlier state and not touched; the bank has moved on.
    Behind,
    /// Only the file has moved since it was written.
    Changed,
    /// It cannot be told that theirs follows from ours.
    Conflict(Clash),
}

/// Why a person must look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clash {
    /// Both the file and the bank moved since the file was written.
    BothMoved,
    /// The file does not say from which state it was written.
    NoBase,
    /// Several kept stories have that title, time and employer: their ids. Taking theirs makes a new one.
    Several(Vec<String>),
    /// A story before it in the same import meets the same kept story.
    Twice,
}

/// A part in which two tellings differ, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which part.
    pub part: Part,
    /// What the bank says.
    pub ours: String,
    /// What the file says.
    pub theirs: String,
}

/// Which side to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// The file's telling in place of the kept one, which stays in its history.
    Theirs,
    /// The kept one; of a new story, nothing.
    Mine,
    /// The kept one as it is, and the file's as a new story beside it.
    Both,
}

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// A new story, with the id it brings along if it may have that.
    Create {
        /// Its id, or `None` for a new one.
        id: Option<String>,
        /// The story.
        story: Story,
    },
    /// A new version of a kept story.
    Update {
        /// Its id.
        id: String,
        /// The story.
        story: Story,
    },
}

impl Meets {
    /// What is taken if nobody says: new stories come in, kept ones stay as they are.
    #[must_use]
    pub fn usual(&self) -> Take {
        if *self == Self::New { Take::Theirs } else { Take::Mine }
    }
}

/// Lays each brought story beside the bank: by id, else by title, time and employer.
#[must_use]
pub fn merge(bank: &[(String, Story)], brought: &Brought) -> Vec<Merge> {
    let by_id: HashMap<&str, usize> = bank.iter().enumerate().map(|(at, (id, _))| (id.as_str(), at)).collect();
    let mut by_title: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, (_, story)) in bank.iter().enumerate() {
        by_title.entry(plain_name(&story.title)).or_default().push(at);
    }
    let mut met = vec![false; bank.len()];
    let mut plan = Vec::with_capacity(brought.stories.len());
    for (at, told) in brought.stories.iter().enumerate() {
        let named = told.id.as_deref().and_then(|id| by_id.get(id)).copied();
        let alike: Vec<usize> = match named {
            Some(kept) => vec![kept],
            None => {
                let title = plain_name(&told.story.title);
                let same_title = by_title.get(&title).filter(|_| !title.is_empty());
                let alike = same_title.into_iter().flatten().copied();
                alike.filter(|kept| may_be(&bank[*kept].1, &told.story)).collect()
            }
        };
        plan.push(match alike.as_slice() {
            [] => unmet(at, told, told.id.clone(), Meets::New),
            [kept] => {
                let twice = std::mem::replace(&mut met[*kept], true);
                beside(at, told, &bank[*kept], twice)
            }
            several => {
                let ids = several.iter().map(|kept| bank[*kept].0.clone()).collect();
                unmet(at, told, told.id.clone(), Meets::Conflict(Clash::Several(ids)))
            }
        });
    }
    plan
}

/// Whether time and employer do not speak against it: a blank says nothing.
fn may_be(ours: &Story, theirs: &Story) -> bool {
    let employers = [plain_name(&ours.employer), plain_name(&theirs.employer)];
    let same_employer = employers[0] == employers[1] || employers.iter().any(String::is_empty);
    let same_time = ours.when.is_none_or(|ours| {
        theirs.when.is_none_or(|theirs| {
            let finer = |a: Option<u8>, b: Option<u8>| a.is_none() || b.is_none() || a == b;
            ours.year == theirs.year && finer(ours.month, theirs.month) && finer(ours.day, theirs.day)
        })
    });
    same_employer && same_time
}

fn unmet(at: usize, told: &BroughtStory, id: Option<String>, meets: Meets) -> Merge {
    Merge {
        at,
        id,
        meets,
        differs: Vec::new(),
        theirs: told.story.clone(),
    }
}

fn beside(at: usize, told: &BroughtStory, (id, ours): &(String, Story), twice: bool) -> Merge {
    let mut theirs = ours.clone();
    let mut differs = Vec::new();
    for part in told.holds.iter().filter(|part| !part.same(ours, &told.story)) {
        differs.push(Difference {
            part: *part,
            ours: part.read(ours),
            theirs: part.read(&told.story),
        });
        part.take(&mut theirs, &told.story);
    }
    let base = told.revision.as_deref();
    let meets = if differs.is_empty() {
        Meets::Same
    } else if twice {
        Meets::Conflict(Clash::Twice)
    } else if base.is_none() {
        Meets::Conflict(Clash::NoBase)
    } else if base == Some(revision(ours).as_str()) {
        Meets::Changed
    } else if base == Some(revision(&told.story).as_str()) {
        differs.clear();
        Meets::Behind
    } else {
        Meets::Conflict(Clash::BothMoved)
    };
    Merge {
        at,
        id: Some(id.clone()),
        meets,
        differs,
        theirs,
    }
}

/// What taking that side writes; `None` for nothing.
#[must_use]
pub fn apply(merge: &Merge, take: Take) -> Option<Write> {
    let story = merge.theirs.clone();
    match (&merge.meets, take) {
        (_, Take::Mine) | (Meets::Same | Meets::Behind, _) => None,
        (Meets::New, Take::Theirs | Take::Both) => Some(Write::Create {
            id: merge.id.clone(),
            story,
        }),
        (Meets::Conflict(Clash::Several(_)), _) | (_, Take::Both) => Some(Write::Create { id: None, story }),
        (_, Take::Theirs) => match merge.id.clone() {
            Some(id) => Some(Write::Update { id, story }),
            None => Some(Write::Create { id: None, story }),
        },
    }
}
