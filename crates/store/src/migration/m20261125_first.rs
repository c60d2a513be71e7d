//! The first shape: things with their history, cards, drafts, tellings, vectors, settings.
//!
//! Tables and columns are named here once more, apart from `entity`, because this file stays as it is while entities
//! move on. There is no unique index besides the keys: two stories may well have the same title.

use sea_orm::sea_query::{Alias, ColumnDef, ConditionalStatement, Expr, ExprTrait, Index, IndexCreateStatement, Table};

use super::Statement;

pub(super) fn statements() -> Vec<Statement> {
    let mut live = index("kept_live", "kept", &["workspace_id", "kind", "created_ms", "id"]);
    live.and_where(Expr::col("deleted_at").is_null());
    let mut origin = index("kept_origin", "kept", &["workspace_id", "origin"]);
    origin.and_where(Expr::col("origin").ne(""));
    let told = index("telling_story", "telling", &["workspace_id", "story_id", "at_ms"]);
    vec![
        table(
            "kept",
            &["workspace_id", "kind", "id"],
            vec![
                text("workspace_id"),
                text("kind"),
                text("id"),
                integer("version"),
                integer("created_ms"),
                integer("updated_ms"),
                ColumnDef::new("deleted_at").big_integer().null().to_owned(),
                text("origin"),
                text("body"),
            ],
        ),
        Statement::Index(Box::new(live)),
        Statement::Index(Box::new(origin)),
        table(
            "past",
            &["workspace_id", "kind", "id", "version"],
            vec![
                text("workspace_id"),
                text("kind"),
                text("id"),
                integer("version"),
                integer("at_ms"),
                text("act"),
                text("body"),
            ],
        ),
        table(
            "card",
            &["workspace_id", "id"],
            vec![
                text("workspace_id"),
                text("id"),
                integer("version"),
                integer("created_ms"),
                integer("updated_ms"),
                text("origin"),
                integer("ready"),
                integer("words"),
                text("face"),
            ],
        ),
        table(
            "draft",
            &["workspace_id", "key"],
            vec![text("workspace_id"), text("key"), integer("at_ms"), text("body")],
        ),
        table(
            "telling",
            &["workspace_id", "id"],
            vec![
                text("workspace_id"),
                text("id"),
                text("story_id"),
                integer("at_ms"),
                text("body"),
            ],
        ),
        Statement::Index(Box::new(told)),
        table(
            "vector",
            &["workspace_id", "story_id", "model"],
            vec![
                text("workspace_id"),
                text("story_id"),
                text("model"),
                integer("story_version"),
                ColumnDef::new("bytes").blob().not_null().to_owned(),
            ],
        ),
        table(
            "setting",
            &["workspace_id", "key"],
            vec![text("workspace_id"), text("key"), text("body")],
        ),
    ]
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().to_owned()
}

fn integer(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().to_owned()
}

fn table(name: &'static str, key: &[&'static str], columns: Vec<ColumnDef>) -> Statement {
    let mut made = Table::create();
    made.table(Alias::new(name));
    for column in columns {
        made.col(column);
    }
    let mut primary = Index::create();
    for part in key {
        primary.col(Alias::new(*part));
    }
    made.primary_key(&mut primary);
    Statement::Table(Box::new(made))
}

fn index(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut made = Index::create();
    made.name(name).table(Alias::new(table));
    for column in columns {
        made.col(Alias::new(*column));
    }
    made
}
