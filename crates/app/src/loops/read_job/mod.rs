//! A job description read: the role, the level and the principles it asks for, each with the exact words it rests on. It is a first
//! guess to be looked at and changed; where the text does not say, nothing is guessed.
//!
//! Role and level are read off words that job descriptions share, the title's before all. Principles come from the tagging of questions,
//! line by line: a duty asks for what a question about it would probe.

mod cue;
mod level;
mod line;
mod role;

use glidepath_domain::{Level, Principle, Role, Span};

use self::cue::cues;
use self::line::{Line, LineKind, lines};
use crate::seeker::Seeker;
use crate::{Error, side_by_side};

/// The longest job description, in bytes.
pub const LONGEST_JOB: usize = 1024 * 1024;

/// Lines that are tagged at most: the longest job descriptions have half as many. Set by hand.
const MOST_TAGGED: usize = 120;

/// Of so many characters a line is tagged; what is longer is no duty but an essay. Set by hand.
const LONGEST_LINE: usize = 600;

/// What a line's tagging counts beside the cues in it: shares are small numbers, since sixteen principles divide one. Set on the
/// job descriptions marked `tune` in `crates/app/tests/data/jobs.jsonl`.
const TAGGED: f64 = 1.0;

/// Principles of a scope that is taken from a job: as many as five rounds look for, two each. Set by hand.
const IN_SCOPE: usize = 10;

/// Something that was inferred, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inferred<T> {
    /// What.
    pub value: T,
    /// The line of the text, exactly.
    pub quote: String,
    /// Where it stands.
    pub span: Span,
}

/// How much a job asks for a principle.
#[derive(Debug, Clone, PartialEq)]
pub struct PrincipleRead {
    /// The principle.
    pub principle: Principle,
    /// Its share of what is asked for; all sixteen add up to one.
    pub score: f64,
    /// The line that asks for it most, exactly.
    pub quote: String,
    /// Where it stands.
    pub span: Span,
}

/// A job description, read.
#[derive(Debug, Clone, PartialEq)]
pub struct JobRead {
    /// The role; none where the text does not say, or speaks of another kind of work.
    pub role: Option<Inferred<Role>>,
    /// The level; none where the text does not say.
    pub level: Option<Inferred<Level>>,
    /// All sixteen principles, those asked for most first.
    pub principles: Vec<PrincipleRead>,
}

impl JobRead {
    /// The principles a loop for this job looks for, those asked for most first.
    #[must_use]
    pub fn scope(&self) -> Vec<Principle> {
        self.principles
            .iter()
            .take(IN_SCOPE)
            .map(|read| read.principle)
            .collect()
    }
}

/// Reads a job description.
///
/// # Errors
/// When there is no text, it is over [`LONGEST_JOB`], or it is no job description.
pub fn read_job(seeker: &Seeker, text: &str) -> Result<JobRead, Error> {
    if !text.chars().any(char::is_alphanumeric) {
        return Err(Error::invalid(
            "job-empty",
            "There is no job description",
            "it has no words",
            "Paste the text of the advertisement, or plan the loop without one.",
        ));
    }
    if text.len() > LONGEST_JOB {
        return Err(too_long(text.len()));
    }
    let lines = lines(text);
    let missed = missed(&lines);
    if !missed.is_empty() {
        return Err(Error::invalid(
            "job-not-one",
            "This does not read like a job description",
            format!("it has {}", missed.join(", ")),
            "Paste the whole advertisement, duties and requirements included; or choose role, level and principles yourself.",
        ));
    }
    Ok(JobRead {
        role: role::role(&lines).map(|(value, at)| inferred(value, &lines, at)),
        level: level::level(&lines).map(|(value, at)| inferred(value, &lines, at)),
        principles: principles(seeker, &lines),
    })
}

pub(in crate::loops) fn too_long(bytes: usize) -> Error {
    Error::invalid(
        "job-too-long",
        format!("The job description is {bytes} bytes long"),
        format!("the longest have a tenth of what is read, {LONGEST_JOB} bytes"),
        "Paste the advertisement alone.",
    )
}

fn inferred<T>(value: T, lines: &[Line<'_>], at: usize) -> Inferred<T> {
    let line = lines.get(at);
    Inferred {
        value,
        quote: line.map(|line| line.text.to_owned()).unwrap_or_default(),
        span: line.map_or(Span::new(0, 0), |line| line.span),
    }
}

/// What of a job description is missing; empty for one. Three of its five marks must be there, what one will do or must bring among
/// them.
fn missed(lines: &[Line<'_>]) -> Vec<&'static str> {
    let holds = |line: &Line<'_>, patterns: &str| patterns.split(", ").any(|pattern| line.holds(pattern));
    let has = |patterns: &str| lines.iter().any(|line| holds(line, patterns));
    let title = lines.iter().take(TITLE_WITHIN).any(|line| holds(line, OCCUPATIONS));
    let marks = [
        (title, "no occupation at its head"),
        (has(DUTIES), "nothing on what one will do"),
        (has(DEMANDS), "nothing on what one must bring"),
        (has(EMPLOYERS), "no employer who looks for somebody"),
        (has(OFFERS), "nothing on what is offered"),
    ];
    let found = marks.iter().filter(|(has, _)| *has).count();
    let [_, (duties, _), (demands, _), ..] = marks;
    if found >= ENOUGH_MARKS && (duties || demands) {
        return Vec::new();
    }
    marks
        .into_iter()
        .filter(|(has, _)| !has)
        .map(|(_, what)| what)
        .collect()
}

/// Marks of a job description that must be there. Set by hand, with the texts marked `tune`.
const ENOUGH_MARKS: usize = 3;

/// Lines within which the title stands.
const TITLE_WITHIN: usize = 3;

/// Words that titles end in.
const OCCUPATIONS: &str = "engineer|developer|programmer|architect|administrator|technician|designer|researcher|scientist|analyst, \
     manager|director|lead|leader|head|chief|supervisor|coordinator|officer|executive|president|owner|planner|buyer, \
     counsel|lawyer|solicitor|paralegal|accountant|controller|auditor|bookkeeper|recruiter|consultant|adviser|advisor|specialist, \
     assistant|associate|clerk|secretary|receptionist|representative|agent|operator|driver|dispatcher|mechanic|electrician, \
     nurse|teacher|lecturer|carer|chef|cook|baker|writer|editor|translator|librarian|sde|swe|sdm|tpm|intern|apprentice|trainee";

/// What one will do.
const DUTIES: &str = "you will|ll|would, your remit|work|job|tasks|role|day|week|mission|responsibilit*|first, responsibilit*, duties, \
     about|in the|this role|position|job, what you do|own|work, job description, a day in the life, reporting to, \
     reports to, report to, you are responsible, you lead|own|run|manage|build|work, the successful candidate, the \
     role|position";

/// What one must bring.
const DEMANDS: &str = "qualification*, requirement*, <n> + years, <n> years, years of|experience, experience \
     with|in|of|as|running|building|leading|managing|modelling|working|is, some|previous|proven|good|strong|solid \
     experience|knowledge|background|command|grasp, track record, you have|ve|bring|need|know|can|are, we look|are \
     looking|re looking for, looking for, we hope|ask|need|want|would|d, must have|haves|be, nice to have, good to \
     have, bonus if|points, preferred|preferably|ideally, person specification, degree, ideal candidate|person, \
     essential|desirable, skills, fluent|fluency, able|ability to, comfortable with|in, familiar|familiarity with, \
     knowledge of";

/// Somebody who looks for somebody.
const EMPLOYERS: &str = "we are|re looking|hiring|seeking|searching|recruiting, we seek|need|want|hire|invite, we would|d like|love, is \
     looking|hiring|seeking|recruiting, join us|our|the|a, our team|engineers|people|company|office|customers|group, \
     hiring manager, the team|organisation|organization|department, applicants|applications|applicant|application, \
     apply|applying, candidates|candidate, vacancy|vacancies, position|opening|opportunity, full|part time, \
     permanent|fixed term, cover letter, your cv|resume|portfolio, closing date";

/// What is offered, and on which terms.
const OFFERS: &str = "equal opportunity|opportunities, salary|salaries|wage|pay|compensation|remuneration, \
     pension|benefits|bonus|equity|stock|shares, leave|holiday|holidays|vacation, relocation|visa|sponsorship, \
     remote|hybrid|onsite|on site|office|commute, we offer, diversity|inclusion|inclusive, discriminat*, applications \
     from, all applicants, adjustment|adjustments|accommodation|accommodations, health insurance|check, hires on merit, \
     per year|annum|hour, based in, a year, interview|interviews, training|mentor, regardless of, without regard";

/// How much each principle is asked for, over the lines that say what one does or must bring.
fn principles(seeker: &Seeker, lines: &[Line<'_>]) -> Vec<PrincipleRead> {
    let asking: Vec<(usize, f64)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((at, line.weight()?)))
        .take(MOST_TAGGED)
        .collect();
    let read = side_by_side(asking, |(at, weight)| {
        let line = lines.get(at);
        let mut scores = [0.0; Principle::ALL.len()];
        if let Some(line) = line {
            let short = line
                .text
                .char_indices()
                .nth(LONGEST_LINE)
                .map_or(line.text, |(end, _)| line.text.get(..end).unwrap_or(line.text));
            for (principle, share) in seeker.tag(short).principles {
                scores[principle as usize] += TAGGED * share;
            }
            for (principle, weight) in cues(line) {
                scores[principle as usize] += weight;
            }
        }
        (at, scores.map(|score| score * weight))
    });
    let total: f64 = read.iter().flat_map(|(_, scores)| scores).sum();
    let mut ranked: Vec<PrincipleRead> = Principle::ALL
        .iter()
        .map(|principle| {
            let of_it = |scores: &[f64; Principle::ALL.len()]| scores[*principle as usize];
            let score: f64 = read.iter().map(|(_, scores)| of_it(scores)).sum();
            // Of lines that ask alike the first is quoted.
            let best = read.iter().rev().max_by(|(_, a), (_, b)| of_it(a).total_cmp(&of_it(b)));
            let line = best.and_then(|(at, _)| lines.get(*at));
            PrincipleRead {
                principle: *principle,
                score: if total > 0.0 { score / total } else { 0.0 },
                quote: line.map(|line| line.text.to_owned()).unwrap_or_default(),
                span: line.map_or(Span::new(0, 0), |line| line.span),
            }
        })
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score));
    ranked
}

impl Line<'_> {
    /// What a line counts for the principles; none where it says nothing of the work.
    fn weight(&self) -> Option<f64> {
        match self.kind {
            LineKind::Duty => Some(1.0),
            LineKind::Demand => Some(0.5),
            LineKind::About => Some(0.5),
            LineKind::Title | LineKind::Heading | LineKind::Offer => None,
        }
    }
}
