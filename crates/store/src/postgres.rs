//! PostgreSQL's side of opening: an address. The database itself is made by whoever hosts it.

use std::time::Duration;

use sea_orm::sqlx::postgres::{PgConnectOptions, PgDatabaseError, PgPoolOptions};
use sea_orm::sqlx::{ConnectOptions, Connection, Error as SqlxError};
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, RuntimeErr};

use crate::StoreError;

/// How long to wait for a connection: to the server, or one that is free.
const PATIENCE: Duration = Duration::from_secs(20);

/// Connections at most. PostgreSQL allows a hundred in all, and several programs may share it.
const CONNECTIONS: u32 = 16;

/// Whether an address is one of PostgreSQL's.
pub(crate) fn is_address(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// Connects to an address.
pub(crate) async fn connect(url: &str) -> Result<DatabaseConnection, StoreError> {
    let options: PgConnectOptions = url.parse().map_err(|error| StoreError::from(&error))?;
    let options = options.application_name("glidepath").disable_statement_logging();
    // A pool asks a server that is not there again and again; one connection says at once what is wrong.
    let first = options.connect().await.map_err(|error| StoreError::from(&error))?;
    first.close().await.map_err(|error| StoreError::from(&error))?;
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .connect_with(options)
        .await
        .map_err(|error| StoreError::from(&error))?;
    Ok(pool.into())
}

/// Lets one program at a time change the shape, until the transaction ends.
pub(crate) async fn alone(txn: &DatabaseTransaction) -> Result<(), StoreError> {
    // Any number will do that nobody else in this database locks: "GLPD" in ASCII.
    txn.execute_unprepared("SELECT pg_advisory_xact_lock(1196183620)")
        .await?;
    Ok(())
}

/// Which one of a kind an insert of many met: the server says it beside the error, as the last part of a key.
pub(crate) fn met(error: &DbErr, kind: &str) -> Option<String> {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause))) = error else {
        return None;
    };
    let SqlxError::Database(said) = cause.as_ref() else {
        return None;
    };
    let detail = said.try_downcast_ref::<PgDatabaseError>()?.detail()?;
    id_in(detail, kind).map(str::to_owned)
}

/// The id in "Key (workspace_id, kind, id)=(local, story, s1) already exists.", in whatever language the rest is.
fn id_in<'d>(detail: &'d str, kind: &str) -> Option<&'d str> {
    let (_, key) = detail.split_once(")=(")?;
    let (_, rest) = key.split_once(&format!(", {kind}, "))?;
    rest.rsplit_once(')').map(|(id, _)| id)
}

#[cfg(test)]
mod tests {
    use super::id_in;

    #[test]
    fn a_detail_names_the_one_that_is_there() {
        let detail = "Key (workspace_id, kind, id)=(local, story, the (old), queue) already exists.";
        assert_eq!(id_in(detail, "story"), Some("the (old), queue"));
        assert_eq!(id_in(detail, "dig"), None);
        assert_eq!(id_in("", "story"), None);
    }
}
