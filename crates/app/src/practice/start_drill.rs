//! Starting a drill: a question of the bank, one in own words, or one that is drawn; and how it is to be held.

use glidepath_domain::{Drill, DrillState, Level, Principle, Role, StoryId, Temperament, Turn, Variant};

use super::draw::{self, Drawn};
use crate::config::PracticeSettings;
use crate::find_questions::question;
use crate::preferences::preferences;
use crate::tag_question::whole;
use crate::{Bank, Error, Kept};

/// The shortest timebox of an answer, in seconds.
pub const SHORTEST_LIMIT_S: u32 = 30;
/// The longest timebox of an answer, in seconds.
pub const LONGEST_LIMIT_S: u32 = 900;
/// The usual timebox in seconds. Source: domain §4, two to three minutes.
pub const USUAL_LIMIT_S: u32 = 180;

/// Which question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// One of the bank or of the person's own, by name.
    Bank(String),
    /// Own words.
    Own(String),
    /// Whatever is weakest or longest ago; what it probes is hidden until the drill is done.
    Next,
    /// One far from that of this earlier drill.
    FarFrom(String),
}

/// How many follow-ups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FollowUps {
    /// One to four, drawn: nobody says beforehand. Source: domain §6.
    Drawn,
    /// This many at most.
    AtMost(u32),
    /// Until the evidence ends.
    All,
}

/// Whether nudges are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nudges {
    /// They are.
    On,
    /// They are not.
    Off,
    /// On every other drill, so that one can see whether they help.
    Trial,
}

impl std::str::FromStr for Nudges {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "on" => Ok(Self::On),
            "off" => Ok(Self::Off),
            "trial" => Ok(Self::Trial),
            _ => Err(()),
        }
    }
}

/// How a drill is to be held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// Which question.
    pub choice: Choice,
    /// What is added to the plain telling.
    pub variant: Variant,
    /// How the interviewer carries it.
    pub temperament: Temperament,
    /// The timebox in seconds, from [`SHORTEST_LIMIT_S`] to [`LONGEST_LIMIT_S`].
    pub limit_s: u32,
    /// How many follow-ups.
    pub follow_ups: FollowUps,
    /// As in an exam: no nudges, no pause, no retake.
    pub exam: bool,
    /// Whether nudges are shown; never in an exam.
    pub nudges: Nudges,
    /// The story to be told, where that is known beforehand.
    pub story: Option<String>,
    /// The level applied for; the person's preference unless given.
    pub level: Option<Level>,
    /// The role applied for; likewise.
    pub role: Option<Role>,
}

impl Default for Start {
    fn default() -> Self {
        Self {
            choice: Choice::Next,
            variant: Variant::Plain,
            temperament: Temperament::Friendly,
            limit_s: USUAL_LIMIT_S,
            follow_ups: FollowUps::Drawn,
            exam: false,
            nudges: Nudges::On,
            story: None,
            level: None,
            role: None,
        }
    }
}

impl Start {
    /// As the settings say.
    #[must_use]
    pub fn by(settings: &PracticeSettings) -> Self {
        Self {
            limit_s: settings.limit_s,
            nudges: settings.nudges,
            ..Self::default()
        }
    }
}

/// Starts a drill. What is drawn follows from what was practised before and from the day, so that starting twice by mistake draws once.
///
/// # Errors
/// When there is no such question or story, own words are none or too many, or the timebox cannot be.
pub async fn start_drill(bank: &Bank, start: &Start) -> Result<Kept<Drill>, Error> {
    if !(SHORTEST_LIMIT_S..=LONGEST_LIMIT_S).contains(&start.limit_s) {
        return Err(Error::invalid(
            "drill-bad-limit",
            format!("An answer cannot have {} seconds", start.limit_s),
            "two to three minutes are usual: shorter than half a minute says nothing, and nobody listens for over fifteen",
            format!("Choose {SHORTEST_LIMIT_S} to {LONGEST_LIMIT_S} seconds."),
        ));
    }
    let preferences = preferences(bank).await?;
    let before = bank.desk().drills().await?;
    let draw = draw::Draw {
        bank,
        before: &before,
        principles: preferences.in_scope(),
        level: start.level.or(preferences.level),
        role: start.role.or(preferences.role),
    };
    let Drawn { id, text, principles } = match &start.choice {
        Choice::Bank(id) => of_bank(bank, id).await?,
        Choice::Own(words) => of_own(words)?,
        Choice::Next => draw.next().await?,
        Choice::FarFrom(drill) => draw.far_from(drill).await?,
    };
    if let Some(story) = &start.story {
        bank.desk().story(story).await?;
    }
    let on_trial = start.nudges == Nudges::Trial && !start.exam;
    let trialled = before.iter().filter(|kept| kept.value.on_trial).count();
    let drill = Drill {
        question: id,
        principles,
        story: start.story.clone().map(StoryId),
        level: draw.level,
        role: draw.role,
        variant: start.variant,
        temperament: start.temperament,
        limit_s: start.limit_s,
        most_follow_ups: match start.follow_ups {
            FollowUps::Drawn => Some(draw.follow_ups()),
            FollowUps::AtMost(most) => Some(most),
            FollowUps::All => None,
        },
        exam: start.exam,
        nudged: !start.exam
            && match start.nudges {
                Nudges::On => true,
                Nudges::Off => false,
                Nudges::Trial => glidepath_practice::arm(trialled),
            },
        on_trial,
        again: String::new(),
        of_loop: None,
        state: DrillState::Telling,
        turns: vec![Turn::open(text)],
        own_verdict: None,
        first_review: None,
    };
    Ok(bank.desk().put_drill(None, None, &drill).await?)
}

async fn of_bank(bank: &Bank, id: &str) -> Result<Drawn, Error> {
    let known = question(bank, id).await?;
    Ok(Drawn {
        id: known.id,
        text: known.question.text,
        principles: known.question.principles,
    })
}

fn of_own(words: &str) -> Result<Drawn, Error> {
    let text = words.trim();
    whole(text)?;
    Ok(Drawn {
        id: String::new(),
        text: text.to_owned(),
        // The reviewer reads them off the words.
        principles: Vec::<Principle>::new(),
    })
}
