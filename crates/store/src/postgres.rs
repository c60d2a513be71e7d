//! PostgreSQL's side of opening: an address. The database itself is made by whoever hosts it.

use std::time::Duration;

use sea_orm::sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sea_orm::sqlx::{ConnectOptions, Connection};
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction};

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
