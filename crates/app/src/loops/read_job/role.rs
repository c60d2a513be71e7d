//! The role a job description is for, by words that such texts share.

use glidepath_domain::Role;

use super::line::{Line, LineKind};

/// What a word in the title counts more than elsewhere. Set by hand, as all weights here.
const TITLE: f64 = 4.0;

/// What is needed to name a role, and by how much it must lead.
const ENOUGH: f64 = 3.0;
const LEAD: f64 = 1.2;

/// What a single word counts beside a phrase.
const ALONE: f64 = 0.7;

/// For which role, what each counts, and the words with commas between. Those of the title decide; the others speak up where it is silent.
const WORDS: &[(Role, f64, &str)] = &[
    (
        Role::Em,
        2.0,
        "engineering manager, development manager, manager of engineering|software, director of engineering|software, \
         head of engineering|software|development, vice president of engineering|software, vp engineering, vp of \
         engineering, engineering director, software manager, software engineering manager, engineering lead, sdm, \
         manager software development|engineering, engineering team lead, development team lead",
    ),
    (
        Role::Em,
        0.6,
        "manage|managing|lead|leading|hire|grow engineers|developers, managing software engineers, manager for <n> \
         engineers, team of engineers, managers who will report, leading managers, <n> engineers in, one to ones, \
         career* of engineers, hire <n> engineers, direct reports",
    ),
    (
        Role::Pm,
        2.0,
        "product manager, product owner, program|programme manager, product lead, head of product, director of product, \
         product management, technical program|programme manager, group product, tpm",
    ),
    (
        Role::Pm,
        0.6,
        "roadmap, product strategy, product vision, prioriti*, backlog, stakeholders, launch plan",
    ),
    (
        Role::Data,
        2.0,
        "data engineer*, data scientist, data science, applied scientist, research scientist, data analyst, analytics \
         engineer*, machine learning engineer|scientist, business intelligence, bi engineer, statistician, business \
         analyst, data platform engineer, economist, scientist, insight* analyst, analyst",
    ),
    (
        Role::Data,
        0.6,
        "sql, statistics, warehouse and orchestrating, experiment design, causal, data model*, data quality, \
         dashboards, etl, data pipelines, pipelines, pandas",
    ),
    (
        Role::Ops,
        2.0,
        "operations manager, area manager, site manager|lead|leader, shift manager|lead|leader|supervisor, warehouse \
         manager|supervisor|lead, plant manager, logistics manager|lead|coordinator, depot manager, fulfilment manager, \
         supply chain, operations lead|supervisor|director, head of operations, director of operations, general \
         manager, station manager, transport manager, production manager, manager operations",
    ),
    (
        Role::Ops,
        0.6,
        "shift|shifts, rota|rotas, depot, warehouse, lorry|lorries, fulfilment, plant, logistics, associates, \
         pallets|parcels, nights and weekends, on the floor",
    ),
    (
        Role::Sde,
        2.0,
        "software engineer*, software development engineer, software developer, sde, swe, developer, programmer, \
         backend|frontend|fullstack engineer, back end engineer, front end engineer, full stack engineer, principal \
         engineer, staff engineer, platform engineer, site reliability engineer, devops engineer, software architect, \
         systems engineer, mobile engineer, embedded engineer, security engineer, infrastructure engineer, web \
         engineer, engineer, sre",
    ),
    (
        Role::Sde,
        0.6,
        "java, kotlin, go, rust, typescript, javascript, c + +, distributed systems, code, services, api|apis, software \
         development, writing software, deploy*, code review*, on call, unit tests, design review*",
    ),
];

/// What speaks for a role: how much, and the line that says it best with what that counts.
#[derive(Clone, Copy)]
struct Score {
    role: Role,
    sum: f64,
    best: Option<(usize, f64)>,
}

/// The role and the line that says it best; none where no role leads.
pub(super) fn role(lines: &[Line<'_>]) -> Option<(Role, usize)> {
    let mut scores: Vec<Score> = Role::ALL
        .iter()
        .map(|role| Score {
            role: *role,
            sum: 0.0,
            best: None,
        })
        .collect();
    for (role, weight, words) in WORDS {
        let Some(score) = scores.iter_mut().find(|score| score.role == *role) else {
            continue;
        };
        for pattern in words.split(", ") {
            let holds = |(_, line): &(usize, &Line<'_>)| line.kind != LineKind::Offer && line.holds(pattern);
            // A word that stands in every line says no more than one that stands in two.
            for (at, line) in lines.iter().enumerate().filter(holds).take(2) {
                let title = if line.kind == LineKind::Title { TITLE } else { 1.0 };
                // "engineer" and "scientist" alone say less than with what they are of.
                let alone = if pattern.contains(' ') { 1.0 } else { ALONE };
                let counts = weight * title * alone;
                score.sum += counts;
                if score.best.is_none_or(|(_, most)| counts > most) {
                    score.best = Some((at, counts));
                }
            }
        }
    }
    scores.sort_by(|a, b| b.sum.total_cmp(&a.sum));
    let first = scores.first()?;
    let second = scores.get(1).map_or(0.0, |score| score.sum);
    let (at, _) = first.best?;
    (first.sum >= ENOUGH && first.sum >= second * LEAD).then_some((first.role, at))
}
