//! The role a job description is for, by words that such texts share.

use glidepath_domain::Role;

use super::line::{Line, LineKind};

/// What a word in the title counts more than elsewhere. Set by hand, as all weights here.
const TITLE: f64 = 4.0;

/// What is needed to name a role, and by how much it must lead.
const ENOUGH: f64 = 3.0;
const LEAD: f64 = 1.2;

/// Words, what they count, and for which role. Those of the title decide; the others speak up where it is silent.
const WORDS: &[(Role, f64, &[&str])] = &[
    (
        Role::Em,
        2.0,
        &[
            "engineering manager",
            "development manager",
            "manager of engineering|software",
            "director of engineering|software",
            "head of engineering|software|development",
            "vice president of engineering|software",
            "vp engineering",
            "vp of engineering",
            "engineering director",
            "software manager",
            "software engineering manager",
            "engineering lead",
            "sdm",
            "manager software development|engineering",
            "engineering team lead",
            "development team lead",
        ],
    ),
    (
        Role::Em,
        0.6,
        &[
            "manage|managing|lead|leading|hire|grow engineers|developers",
            "managing software engineers",
            "manager for <n> engineers",
            "team of engineers",
            "managers who will report",
            "leading managers",
            "<n> engineers in",
            "one to ones",
            "career* of engineers",
            "hire <n> engineers",
            "direct reports",
        ],
    ),
    (
        Role::Pm,
        2.0,
        &[
            "product manager",
            "product owner",
            "program|programme manager",
            "product lead",
            "head of product",
            "director of product",
            "product management",
            "technical program|programme manager",
            "group product",
            "tpm",
        ],
    ),
    (
        Role::Pm,
        0.6,
        &[
            "roadmap",
            "product strategy",
            "product vision",
            "prioriti*",
            "backlog",
            "stakeholders",
            "launch plan",
        ],
    ),
    (
        Role::Data,
        2.0,
        &[
            "data engineer*",
            "data scientist",
            "data science",
            "applied scientist",
            "research scientist",
            "data analyst",
            "analytics engineer*",
            "machine learning engineer|scientist",
            "business intelligence",
            "bi engineer",
            "statistician",
            "business analyst",
            "data platform engineer",
            "economist",
            "scientist",
            "insight* analyst",
            "analyst",
        ],
    ),
    (
        Role::Data,
        0.6,
        &[
            "sql",
            "statistics",
            "warehouse and orchestrating",
            "experiment design",
            "causal",
            "data model*",
            "data quality",
            "dashboards",
            "etl",
            "data pipelines",
            "pipelines",
            "pandas",
        ],
    ),
    (
        Role::Ops,
        2.0,
        &[
            "operations manager",
            "area manager",
            "site manager|lead|leader",
            "shift manager|lead|leader|supervisor",
            "warehouse manager|supervisor|lead",
            "plant manager",
            "logistics manager|lead|coordinator",
            "depot manager",
            "fulfilment manager",
            "supply chain",
            "operations lead|supervisor|director",
            "head of operations",
            "director of operations",
            "general manager",
            "station manager",
            "transport manager",
            "production manager",
            "manager operations",
        ],
    ),
    (
        Role::Ops,
        0.6,
        &[
            "shift|shifts",
            "rota|rotas",
            "depot",
            "warehouse",
            "lorry|lorries",
            "fulfilment",
            "plant",
            "logistics",
            "associates",
            "pallets|parcels",
            "nights and weekends",
            "on the floor",
        ],
    ),
    (
        Role::Sde,
        2.0,
        &[
            "software engineer*",
            "software development engineer",
            "software developer",
            "sde",
            "swe",
            "developer",
            "programmer",
            "backend|frontend|fullstack engineer",
            "back end engineer",
            "front end engineer",
            "full stack engineer",
            "principal engineer",
            "staff engineer",
            "platform engineer",
            "site reliability engineer",
            "devops engineer",
            "software architect",
            "systems engineer",
            "mobile engineer",
            "embedded engineer",
            "security engineer",
            "infrastructure engineer",
            "web engineer",
            "engineer",
            "sre",
        ],
    ),
    (
        Role::Sde,
        0.6,
        &[
            "java",
            "kotlin",
            "go",
            "rust",
            "typescript",
            "javascript",
            "c + +",
            "distributed systems",
            "code",
            "services",
            "api|apis",
            "software development",
            "writing software",
            "deploy*",
            "code review*",
            "on call",
            "unit tests",
            "design review*",
        ],
    ),
];

/// The role and the line that says it best; none where no role leads.
pub(super) fn role(lines: &[Line<'_>]) -> Option<(Role, usize)> {
    let mut scores: Vec<(Role, f64, Option<(usize, f64)>)> = Role::ALL.iter().map(|role| (*role, 0.0, None)).collect();
    for (role, weight, words) in WORDS {
        for pattern in *words {
            // A word that stands in every line says no more than one that stands in two.
            let mut held = 0;
            for (at, line) in lines.iter().enumerate() {
                if line.kind == LineKind::Offer || held >= 2 || !line.holds(pattern) {
                    continue;
                }
                held += 1;
                let counts = if line.kind == LineKind::Title {
                    weight * TITLE
                } else {
                    *weight
                };
                // "engineer" and "scientist" alone say less than with what they are of.
                let counts = if pattern.contains(' ') { counts } else { counts * 0.7 };
                if let Some((_, score, best)) = scores.iter_mut().find(|(of, ..)| of == role) {
                    *score += counts;
                    if best.is_none_or(|(_, most)| counts > most) {
                        *best = Some((at, counts));
                    }
                }
            }
        }
    }
    scores.sort_by(|(_, a, _), (_, b, _)| b.total_cmp(a));
    let (role, score, best) = scores.first()?;
    let second = scores.get(1).map_or(0.0, |(_, score, _)| *score);
    let (at, _) = (*best)?;
    (*score >= ENOUGH && *score >= second * LEAD).then_some((*role, at))
}
