//! The shape of the database, and how it came to be: one file a change, never edited once it has shipped.
//!
//! A list and a table of names suffice. SeaORM's own migrator would bring some forty crates more, reads the clock and
//! commits each change by itself; here all of them and the check for a newer program are one transaction.
//!
//! A change that lets a new word into a row (another outcome, another principle) is a migration too, so that an older
//! program declines the database instead of stumbling over a row.

mod m20261125_first;
mod m20261126_loop;
mod m20261126_practice;

use sea_orm::sea_query::{ColumnDef, IndexCreateStatement, Table, TableCreateStatement};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait};

use crate::{Store, StoreError, entity};

/// One change of shape.
struct Migration {
    name: &'static str,
    statements: fn() -> Vec<Statement>,
}

/// What a change is made of, in the words of either engine.
enum Statement {
    Table(Box<TableCreateStatement>),
    Index(Box<IndexCreateStatement>),
}

/// Every change, oldest first.
const ALL: &[Migration] = &[
    Migration {
        name: "m20261125_first",
        statements: m20261125_first::statements,
    },
    Migration {
        name: "m20261126_practice",
        statements: m20261126_practice::statements,
    },
    Migration {
        name: "m20261126_loop",
        statements: m20261126_loop::statements,
    },
];

/// Applies what is missing, all or nothing.
pub(crate) async fn bring_up_to_date(store: &Store) -> Result<(), StoreError> {
    let txn = store.write().await?;
    #[cfg(feature = "hosted")]
    if txn.get_database_backend() == sea_orm::DbBackend::Postgres {
        crate::postgres::alone(&txn).await?;
    }
    let mut table = Table::create();
    table
        .table(entity::migration::Entity)
        .if_not_exists()
        .col(
            ColumnDef::new(entity::migration::Column::Name)
                .text()
                .not_null()
                .primary_key(),
        )
        .col(
            ColumnDef::new(entity::migration::Column::AppliedMs)
                .big_integer()
                .not_null(),
        );
    txn.execute(&table).await?;
    let seen = entity::migration::Entity::find().all(&txn).await?;
    if let Some(unknown) = seen.iter().find(|row| ALL.iter().all(|known| known.name != row.name)) {
        return Err(StoreError::Newer {
            place: store.place.to_string(),
            migration: unknown.name.clone(),
        });
    }
    for migration in ALL.iter().filter(|known| seen.iter().all(|row| row.name != known.name)) {
        apply(&txn, migration, store.source.now_ms()).await?;
    }
    txn.commit().await?;
    Ok(())
}

async fn apply(txn: &DatabaseTransaction, migration: &Migration, now: i64) -> Result<(), DbErr> {
    for statement in (migration.statements)() {
        match statement {
            Statement::Table(table) => txn.execute(table.as_ref()).await?,
            Statement::Index(index) => txn.execute(index.as_ref()).await?,
        };
    }
    let row = entity::migration::ActiveModel {
        name: Set(migration.name.to_owned()),
        applied_ms: Set(now),
    };
    entity::migration::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}
