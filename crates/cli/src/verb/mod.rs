//! The verbs: one file each, one line here. Help, completions and "did you mean" derive from this list.
//!
//! `cargo fmt` does not see modules declared by a macro; `tests/verbs.rs` holds their formatting and the list itself.

use crate::complaint::Outcome;
use crate::context::Context;

macro_rules! registry {
    ($($module:ident => $name:ident $(as $word:literal)?,)+) => {
        $(mod $module;)+

        /// One verb with its flags.
        #[derive(Debug, clap::Subcommand)]
        pub(crate) enum Verb {
            $($name(Box<$module::Args>),)+
        }

        impl Verb {
            /// Does it.
            pub(crate) fn run(self, context: &Context) -> Outcome {
                match self { $(Self::$name(args) => $module::run(&args, context),)+ }
            }
        }

        /// Every verb's name, in the order of the help.
        pub(crate) const NAMES: &[&str] = &[$(registry!(@word $module $($word)?),)+];
    };
    // A verb is called after its file, unless that word is taken in Rust.
    (@word $module:ident) => { stringify!($module) };
    (@word $module:ident $word:literal) => { $word };
}

registry! {
    review => Review,
    explain => Explain,
    rules => Rules,
    principles => Principles,
    story => Story,
    dig => Dig,
    question => Question,
    tag => Tag,
    r#match => Match as "match",
    deck => Deck,
    cheatsheet => Cheatsheet,
    practice => Practice,
    drill => Drill,
    r#loop => Loop as "loop",
    import => Import,
    export => Export,
    serve => Serve,
    backup => Backup,
    restore => Restore,
    models => Models,
    config => Config,
    eval => Eval,
    completions => Completions,
}

impl Verb {
    /// What happens when no verb is named: the web app, with the browser.
    pub(crate) fn unless_named() -> Self {
        Self::Serve(Box::default())
    }
}
