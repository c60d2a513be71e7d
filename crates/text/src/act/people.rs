//! Who a noun stands for: a person, a body of people, a thing. Names of things that act by themselves are things.

use crate::tag::Tag;

/// What a noun stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A person by role, kin or kind.
    Person,
    /// A body of people that acts as one: a team, a company, an authority.
    Body,
    /// A name: of a person, most likely.
    Named,
    /// A place, or a word in -er: the verb decides.
    Maybe,
    /// What tells something without being anybody: a report, a chart.
    Record,
    /// When it happened.
    Time,
    /// Anything else.
    Thing,
}

/// What the noun `word`, in lower case, tagged `tag`, stands for.
pub(super) fn kind_of(word: &str, tag: Tag) -> Kind {
    if let Some(kind) = listed(word) {
        return kind;
    }
    let singular = match word.strip_suffix("ies") {
        Some(stem) if stem.len() > 1 => listed(&format!("{stem}y")),
        _ => None,
    };
    let singular = singular.or_else(|| word.strip_suffix('s').and_then(listed)).or_else(|| word.strip_suffix("es").and_then(listed));
    if let Some(kind) = singular {
        return kind;
    }
    if tag == Tag::Name {
        return Kind::Named;
    }
    let stem = word.strip_suffix('s').unwrap_or(word);
    let ends = |endings: &[&str]| endings.iter().any(|e| stem.len() > e.len() + 2 && stem.ends_with(e));
    if ends(&["man", "men", "woman", "women", "wife", "wives", "people", "folk", "person", "children"]) || ends(&["ologist", "icist", "ician", "rian"]) {
        Kind::Person
    } else if ends(&["er", "or", "ist", "eer", "yee", "inee"]) {
        Kind::Maybe
    } else {
        Kind::Thing
    }
}

fn listed(word: &str) -> Option<Kind> {
    let on = |list: &[&str]| list.binary_search(&word).is_ok();
    if matches!(word, "men" | "women" | "children" | "wives") || on(PEOPLE) {
        Some(Kind::Person)
    } else if on(BODIES) {
        Some(Kind::Body)
    } else if on(PLACES) {
        Some(Kind::Maybe)
    } else if on(RECORDS) {
        Some(Kind::Record)
    } else if on(TIMES) {
        Some(Kind::Time)
    } else if on(THINGS_IN_ER) {
        Some(Kind::Thing)
    } else {
        None
    }
}

/// True for nouns and numbers that only count what follows "of".
pub(super) fn counts_of(word: &str) -> bool {
    let on = |word: &str| QUANTITIES.binary_search(&word).is_ok();
    on(word) || word.strip_suffix('s').is_some_and(on)
}

/// People by role, kin or kind, in the singular.
const PEOPLE: &[&str] = &[
    "accountant", "actor", "actuary", "admin", "adult", "adviser", "advisor", "agent", "aide", "ally",
    "ambassador", "analyst", "apprentice", "architect", "artist", "assistant", "associate", "attacker",
    "attendant", "audience", "auditor", "aunt", "author", "baby", "baker", "barista", "beneficiary", "bidder",
    "bishop", "bloke", "boss", "boy", "brother", "builder", "bursar", "busker", "buyer", "caller", "candidate",
    "captain", "carer", "carpenter", "cashier", "caterer", "ceo", "cfo", "chair", "champion", "chap",
    "chaplain", "chef", "chemist", "chief", "child", "cio", "ciso", "citizen", "cleaner", "clerk", "client",
    "clinician", "cmo", "co-founder", "coach", "cofounder", "colleague", "commander", "commissioner",
    "competitor", "consultant", "contact", "contractor", "controller", "coo", "cook", "coordinator", "counsel",
    "counsellor", "counselor", "counterpart", "couple", "courier", "cousin", "creator", "cro", "crowd", "cto",
    "customer", "dad", "daughter", "dean", "delegate", "deputy", "designer", "dev", "developer", "dietitian",
    "director", "dispatcher", "doctor", "donor", "driver", "dude", "economist", "editor", "elder",
    "electrician", "employee", "engineer", "exec", "executive", "expert", "facilitator", "family", "fan",
    "farmer", "father", "fella", "fellow", "firefighter", "fireman", "fisherman", "folk", "foreman", "founder",
    "friend", "gardener", "gentleman", "geologist", "girl", "gm", "grandfather", "grandma", "grandmother",
    "grandpa", "granny", "guard", "guardian", "guest", "guide", "guy", "hacker", "hairdresser", "head",
    "helper", "hire", "homeowner", "household", "husband", "imam", "insider", "inspector", "installer",
    "instructor", "intern", "interpreter", "inventor", "investigator", "investor", "janitor", "joiner",
    "journalist", "judge", "junior", "jury", "kid", "lad", "lady", "landlady", "landlord", "lawyer", "lead",
    "leader", "learner", "leaver", "lecturer", "librarian", "lieutenant", "listener", "loader", "local",
    "machinist", "maid", "maintainer", "maker", "mama", "man", "manager", "mason", "master", "mate", "mayor",
    "md", "mechanic", "medic", "member", "mentor", "merchant", "midwife", "miner", "minister", "mob", "mom",
    "monk", "mother", "mover", "mum", "musician", "neighbor", "neighbour", "nephew", "newbie", "newcomer",
    "niece", "novice", "nun", "nurse", "observer", "occupant", "officer", "on-call", "onlooker", "operator",
    "opponent", "orderly", "organiser", "organizer", "owner", "pa", "packer", "painter", "paramedic", "parent",
    "partisan", "partner", "passenger", "pastor", "patient", "pediatrician", "peer", "people", "person",
    "pharmacist", "photographer", "physician", "physicist", "picker", "pilot", "planner", "player", "plumber",
    "pm", "policeman", "politician", "porter", "practitioner", "preacher", "predecessor", "president", "priest",
    "principal", "prisoner", "producer", "professor", "programmer", "protester", "protestor", "provider",
    "psychologist", "publisher", "pupil", "rabbi", "rancher", "reader", "receptionist", "recruit", "recruiter",
    "referee", "refugee", "rep", "reporter", "representative", "researcher", "resident", "returner", "reviewer",
    "rider", "rigger", "rival", "roaster", "roofer", "rower", "runner", "sailor", "salesman", "salesperson",
    "saleswoman", "sceptic", "scientist", "scout", "secretary", "seller", "senator", "senior", "sergeant",
    "shareholder", "shepherd", "sheriff", "shopkeeper", "sibling", "signatory", "singer", "sister", "skeptic",
    "skipper", "sme", "soldier", "solicitor", "somebody", "son", "speaker", "specialist", "spokesman",
    "spokesperson", "sponsor", "sre", "stakeholder", "starter", "steward", "storekeeper", "stranger", "student",
    "subcontractor", "subordinate", "subscriber", "successor", "superintendent", "supervisor", "supplier",
    "surgeon", "surveyor", "survivor", "svp", "sysadmin", "tailor", "teacher", "teammate", "technician",
    "teenager", "teller", "tenant", "tester", "theorist", "therapist", "thief", "tourist", "trader",
    "tradesman", "trainee", "trainer", "translator", "traveller", "treasurer", "trustee", "tutor", "twin",
    "uncle", "underwriter", "user", "vendor", "vet", "vice", "victim", "viewer", "villager", "visitor",
    "volunteer", "voter", "vp", "waiter", "waitress", "watchman", "weaver", "welder", "widow", "widower",
    "wife", "witness", "woman", "worker", "writer", "youth",
];

/// Bodies of people, in the singular.
const BODIES: &[&str] = &[
    "academy", "accounting", "administration", "advertising", "agency", "airline", "alliance", "army",
    "assembly", "association", "authority", "bakery", "bank", "battalion", "board", "brewery", "brigade",
    "bureau", "cabinet", "carrier", "catering", "chamber", "charity", "church", "clinic", "club", "co-op",
    "coalition", "college", "commissary", "commission", "committee", "comms", "communications", "community",
    "company", "competition", "compliance", "conglomerate", "congress", "consortium", "consultancy",
    "cooperative", "corporation", "council", "counterparty", "county", "court", "crew", "customs", "dealership",
    "delegation", "department", "depot", "desk", "directorate", "district", "division", "editorial", "embassy",
    "engineering", "enterprise", "establishment", "facilities", "factory", "faculty", "federation", "finance",
    "firm", "foundation", "franchise", "fund", "garrison", "government", "group", "guild", "headquarters",
    "hospital", "hotel", "housekeeping", "hr", "infra", "institute", "institution", "insurer", "lab",
    "laboratory", "landlord", "leadership", "league", "legal", "legislature", "logistics", "management",
    "manufacturer", "marketing", "media", "merchandising", "military", "ministry", "mission", "municipality",
    "museum", "newspaper", "newsroom", "ngo", "nhs", "operations", "opposition", "ops", "orchestra",
    "organisation", "organization", "outsourcer", "panel", "parish", "parliament", "partnership", "party",
    "payroll", "police", "pr", "press", "procurement", "publicity", "purchasing", "qa", "regime", "regiment",
    "regulator", "restaurant", "retailer", "sales", "school", "secretariat", "security", "senate", "sponsor",
    "squad", "staff", "startup", "studio", "subsidiary", "supermarket", "support", "supreme", "syndicate",
    "team", "townhall", "treasury", "tribe", "tribunal", "trucking", "trusteeship", "underwriting", "union",
    "university", "utility", "vestry", "wholesaler", "workforce",
];

/// Bodies or places: the verb decides.
const PLACES: &[&str] = &[
    "body", "branch", "brand", "business", "chain", "city", "country", "design", "desk", "dispatch", "factory",
    "floor", "half", "house", "industry", "infra", "infrastructure", "kitchen", "line", "maintenance", "market",
    "mill", "office", "pilot", "plant", "platform", "practice", "product", "program", "programme", "project",
    "region", "research", "room", "server", "shop", "side", "site", "state", "store", "town", "trust", "unit",
    "village", "ward", "web", "world",
];

/// Things that end like people.
const THINGS_IN_ER: &[&str] = &[
    "adapter", "adaptor", "amplifier", "anchor", "answer", "armor", "banner", "banter", "barometer", "barrier",
    "battery", "behavior", "behaviour", "bigger", "binder", "blister", "blocker", "boiler", "border",
    "bottleneck", "browser", "buffer", "bumper", "burner", "calculator", "calendar", "cancer", "canister",
    "car", "center", "centre", "chamber", "chapter", "character", "charger", "chatter", "checker", "cider",
    "clipper", "clover", "cluster", "clutter", "collector", "color", "colour", "compiler", "compressor",
    "computer", "condenser", "connector", "consumer", "container", "conveyor", "cooker", "cooler", "copier",
    "copper", "corner", "corridor", "counter", "cover", "crawler", "crusher", "cursor", "cylinder", "danger",
    "december", "decoder", "decor", "deserializer", "detector", "diameter", "dinner", "disaster", "disclaimer",
    "disorder", "dispenser", "divider", "door", "downloader", "drawer", "drier", "dryer", "elevator", "encoder",
    "encounter", "endeavour", "error", "escalator", "ether", "executor", "exporter", "exterior", "extractor",
    "factor", "favor", "feeder", "fertiliser", "fertilizer", "fever", "fiber", "fibre", "filler", "filter",
    "finger", "flavor", "flavour", "flier", "floor", "flyer", "folder", "footer", "former", "forwarder",
    "freezer", "gender", "generator", "glacier", "glitter", "grinder", "gutter", "hammer", "hanger", "harbor",
    "harbour", "header", "heater", "honor", "hopper", "horror", "hour", "hover", "humor", "humour", "hunger",
    "identifier", "importer", "incinerator", "indexer", "indicator", "insulator", "interior", "inverter",
    "jumper", "kettle", "labor", "labour", "ladder", "laser", "later", "latter", "laughter", "launcher",
    "lawnmower", "layer", "leather", "ledger", "letter", "lever", "linear", "liner", "linker", "litter",
    "lobster", "lumber", "mainframe", "major", "manner", "marker", "matter", "meteor", "meter", "metre",
    "microwave", "minor", "mirror", "mixer", "modifier", "monitor", "mortar", "motor", "mower", "muster",
    "newer", "newsletter", "november", "nuclear", "number", "october", "odor", "offer", "older", "optimiser",
    "optimizer", "order", "other", "outlier", "oyster", "pager", "paper", "parameter", "parlor", "parser",
    "pepper", "perimeter", "pewter", "pier", "pillar", "plaster", "platter", "pointer", "poker", "poster",
    "powder", "power", "prayer", "predictor", "primer", "printer", "prior", "processor", "projector",
    "propeller", "proper", "quarter", "radar", "radiator", "rafter", "ranker", "reactor", "refrigerator",
    "register", "remainder", "reminder", "render", "renderer", "repeater", "resistor", "revolver", "rigor",
    "rigour", "roller", "rooster", "roster", "rotor", "router", "rubber", "rudder", "ruler", "rumor", "rumour",
    "saucer", "savor", "scanner", "scatter", "scheduler", "scooter", "sector", "semaphore", "semiconductor",
    "sensor", "september", "sequencer", "serializer", "server", "setter", "shelter", "shimmer", "shipper",
    "shoulder", "shower", "shredder", "shutter", "silver", "skyscraper", "slaughter", "slider", "slipper",
    "smaller", "solver", "sorter", "spider", "spinner", "splatter", "splinter", "splitter", "sprinkler",
    "stagger", "stapler", "steamer", "sticker", "streamer", "stupor", "succor", "sugar", "summer", "supper",
    "sweater", "switcher", "tanker", "temper", "tenor", "tensor", "terminator", "terror", "theater", "theatre",
    "thermometer", "thunder", "ticker", "tiger", "timber", "timer", "tinder", "toaster", "toner", "tower",
    "tracker", "tractor", "trailer", "transfer", "transformer", "transistor", "transmitter", "tremor",
    "trigger", "tumor", "tumour", "typewriter", "ulcer", "updater", "uploader", "validator", "vapor", "vector",
    "vigor", "vinegar", "voucher", "walker", "washer", "water", "weather", "webserver", "whisker", "whisper",
    "winter", "wonder", "wrapper", "younger", "zipper",
];

/// What can "say" or "show" without being anybody.
const RECORDS: &[&str] = &[
    "analysis", "analytics", "audit", "benchmark", "chart", "clue", "contract", "count", "dashboard", "data",
    "database", "diagnostic", "diff", "document", "email", "evidence", "experience", "experiment", "feedback",
    "figure", "file", "forecast", "graph", "history", "instinct", "interview", "invoice", "letter", "log",
    "mail", "manual", "map", "memo", "message", "metric", "model", "note", "notice", "number", "paper",
    "pattern", "picture", "policy", "poll", "postmortem", "profile", "prototype", "query", "reading", "record",
    "report", "result", "return", "review", "rule", "schedule", "score", "sign", "spec", "spreadsheet",
    "statistic", "status", "story", "study", "survey", "test", "text", "ticket", "trace", "trend",
];

/// Nouns that tell when.
const TIMES: &[&str] = &[
    "afternoon", "april", "august", "autumn", "day", "decade", "december", "evening", "fall", "february",
    "fortnight", "friday", "hour", "january", "july", "june", "march", "minute", "moment", "monday", "month",
    "morning", "night", "november", "october", "quarter", "saturday", "second", "semester", "september",
    "spring", "sprint", "summer", "sunday", "term", "thursday", "time", "today", "tomorrow", "tonight",
    "tuesday", "wednesday", "week", "weekday", "weekend", "while", "winter", "year", "yesterday",
];

/// Nouns that only count what follows "of".
const QUANTITIES: &[&str] = &[
    "all", "another", "any", "bit", "both", "bunch", "couple", "crew", "dozen", "each", "eight", "either",
    "few", "five", "four", "fraction", "group", "half", "handful", "hundred", "least", "load", "loads", "lot",
    "majority", "many", "million", "minority", "most", "much", "neither", "nine", "none", "number", "one",
    "pair", "part", "percent", "plenty", "quarter", "rest", "set", "seven", "several", "share", "six", "some",
    "team", "ten", "third", "those", "thousand", "three", "tons", "two",
];
