//! What lines of job descriptions say about principles, in words that such texts share. Tagging reads questions; a job says "you will be
//! on call for what you build" where a question says "tell me about a time".

use glidepath_domain::Principle;

use super::line::Line;

/// What one cue counts beside a line's tagging. Set on the job descriptions marked `tune`.
const CUE: f64 = 0.5;

/// Cues of each principle, with commas between. Set by hand.
const CUES: &[(Principle, &str)] = &[
    (
        Principle::CustomerObsession,
        "customer*, user|users, shopper*, patient|patients, passenger*, guest|guests, reader|readers, wearer*, grower*, \
         clients, listen to, work backwards|back, complaint*, support tickets, on behalf of",
    ),
    (
        Principle::Ownership,
        "own, owner, owns, owning, ownership, end to end, on call, you build it, pager, responsible for, answer for, \
         accountable, for good, long term, beyond your, the whole company, take over, from design to",
    ),
    (
        Principle::InventAndSimplify,
        "simplif*, simple|simpler, invent*, innovat*, new ways, replace, remove steps, automat*, fewer steps, rethink, \
         redesign, get rid of, reduce complexity, manual work, far fewer, prototype*, patent*, not been done before",
    ),
    (
        Principle::AreRightALot,
        "judgement, judgment, judgements, good decisions, be right, decisions that, incomplete, data are thin, trade \
         offs, trade off, weigh, change your mind, evidence, uncertain*, ambigu*, sound opinions, doubts, when to, \
         right call, make calls",
    ),
    (
        Principle::LearnAndBeCurious,
        "learn|learning|learns, curious|curiosity, read widely, keep up, new technologies, explore, study, teach \
         yourself, stay current, new skills, training programme, every station, find out, new rules",
    ),
    (
        Principle::HireAndDevelopTheBest,
        "hire|hires|hiring, recruit*, coach*, mentor*, grow engineers|people|others|the, develop \
         leaders|people|others|your|the, successor*, bench, promot*, career|careers, one to ones, feedback, raise the \
         bar for hiring, interview candidates, teach, guide the others",
    ),
    (
        Principle::InsistOnTheHighestStandards,
        "quality, standard|standards, high bar, the bar, review code, code review*, test|tests|tested|testing, reliab*, \
         defect*, does not ship, hygiene, audit*, rigour|rigor|rigorous, safety, best practice*, excellence, guard, \
         incident*, no pack leaves, checks",
    ),
    (
        Principle::ThinkBig,
        "vision, strategy|strategic, bold, direction, long term, ten year*, three year*, five year*, ambitio*, next \
         generation, new market|markets, transform*, roadmap, what comes next, future, scale to, from scratch, \
         countries",
    ),
    (
        Principle::BiasForAction,
        "quickly|quick, fast, speed, small changes, iterate|iterating|iteration, ship, move fast, each week, every \
         week, decide quickly, without waiting, urgen*, rapid*, pace, same day, roll back, experiment*, hours not days, \
         start small, jams",
    ),
    (
        Principle::Frugality,
        "cost|costs, budget|budgets, savings|saving|save, bill, frugal*, spend, cheaper|cheap, waste, efficien*, do \
         more with, same head count, limited resources, losses|loss, by a third, money",
    ),
    (
        Principle::EarnTrust,
        "trust|trusted, honest*, bad news, openly|open about, plain words, plainly, transparen*, straight, \
         listen|listens|listening, candid*, talk straight, discretion, fair|fairly, admit, relationships, partners, \
         respect, credib*",
    ),
    (
        Principle::DiveDeep,
        "dig, root cause*, cause|causes, trace|traces, investigat*, line by line, detail|details, deep|deeply|dive, \
         metrics, logs, analys*, raw, until you find|understand, debug*, captures, break error down, down to, audit, \
         diagnos*, why",
    ),
    (
        Principle::HaveBackbone,
        "challenge, disagree*, say no, push back, stand by, defend, commit, convince, hold your ground, argue*, \
         conviction, with reasons, speak up, unpopular, weight behind, debate*, object, escalat*",
    ),
    (
        Principle::DeliverResults,
        "deliver|delivers|delivered|delivery, results, target|targets, deadline*, on time, hit the, dates, milestone*, \
         goal|goals, launch*, release|releases, the plan, kpi*, under one, peak, agreed hour, numbers, commitments, \
         outcomes",
    ),
    (
        Principle::EarthsBestEmployer,
        "safe|safety, wellbeing|well being, inclusive|inclusion, better place to work, rotas|rota, nobody goes home \
         hurt, team s shift, burnout, healthy, welfare, heat, lifting, psychological*, care for, your people, union, \
         breaks, shift harder, fun, belong*",
    ),
    (
        Principle::BroadResponsibility,
        "carbon, climate, societ*, communit*, environment*, sustainab*, responsib* ai, ethic*, households, towns, \
         harm|harms, privacy, accessib*, emissions, who live from, planet, public interest, side effects, neighbour*, \
         do to",
    ),
];

/// The principles a line has cues of, each once, with what they count.
pub(super) fn cues(line: &Line<'_>) -> impl Iterator<Item = (Principle, f64)> {
    CUES.iter().filter_map(|(principle, patterns)| {
        let held = patterns.split(", ").filter(|pattern| line.holds(pattern)).count();
        // A second cue in the same line adds little.
        let counts = CUE * if held > 1 { 1.5 } else { 1.0 };
        (held > 0).then_some((*principle, counts))
    })
}
