//! Jira sites that have installed the Connect app, each with the secret that it shares with us.

use super::Store;
use crate::secret::Sealed;
use contract::timestamp::Timestamp;
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// A site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectTenant {
    /// Its name at Connect.
    pub client_key: String,
    /// Its origin.
    pub site: String,
    /// The shared secret, sealed; `None` where the site has removed the app.
    pub secret: Option<Sealed>,
    /// When the newest install or removal was signed.
    pub signed_at: Timestamp,
}

impl Store {
    /// The site of this name, whether it still has the app or not.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn connect_tenant(&self, client_key: &str) -> Result<Option<ConnectTenant>, sqlx::Error> {
        let statement = "SELECT client_key, site, key_id, sealed, signed_at FROM connect_tenant WHERE client_key = $1";
        let query = sqlx::query(statement).bind(client_key);
        query.fetch_optional(&self.reading).await?.as_ref().map(read).transpose()
    }

    /// Puts `tenant` in the place of what an older signature has written. False where nothing older is there.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn put_connect_tenant(&self, tenant: &ConnectTenant) -> Result<bool, sqlx::Error> {
        let statement = "INSERT INTO connect_tenant (client_key, site, key_id, sealed, signed_at) \
                         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (client_key) DO UPDATE SET site = excluded.site, \
                         key_id = excluded.key_id, sealed = excluded.sealed, signed_at = excluded.signed_at \
                         WHERE connect_tenant.signed_at < excluded.signed_at";
        let query = sqlx::query(statement)
            .bind(&tenant.client_key)
            .bind(&tenant.site)
            .bind(tenant.secret.as_ref().map(|secret| secret.key_id.clone()))
            .bind(tenant.secret.as_ref().map(|secret| secret.text.clone()))
            .bind(tenant.signed_at.unix());
        let mut write = self.transaction().await?;
        let written = query.execute(&mut *write).await?.rows_affected() == 1;
        write.commit().await?;
        Ok(written)
    }

    /// Forgets the secret of a site. False where a newer signature has written it, or nothing has.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn remove_connect_tenant(&self, client_key: &str, signed_at: Timestamp) -> Result<bool, sqlx::Error> {
        let statement = "UPDATE connect_tenant SET key_id = NULL, sealed = NULL, signed_at = $1 \
                         WHERE client_key = $2 AND signed_at <= $1";
        let query = sqlx::query(statement).bind(signed_at.unix()).bind(client_key);
        let mut write = self.transaction().await?;
        let written = query.execute(&mut *write).await?.rows_affected() == 1;
        write.commit().await?;
        Ok(written)
    }

    /// The sites whose secret is sealed with another key than this one.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn connect_tenants_not_sealed_with(&self, key_id: &str) -> Result<Vec<ConnectTenant>, sqlx::Error> {
        let statement = "SELECT client_key, site, key_id, sealed, signed_at FROM connect_tenant \
                         WHERE key_id IS NOT NULL AND key_id <> $1";
        sqlx::query(statement).bind(key_id).fetch_all(&self.reading).await?.iter().map(read).collect()
    }

    /// Puts `renewed` in the place of `sealed`, where that still stands.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn reseal_connect_tenant(
        &self,
        client_key: &str,
        sealed: &Sealed,
        renewed: &Sealed,
    ) -> Result<(), sqlx::Error> {
        let statement = "UPDATE connect_tenant SET key_id = $1, sealed = $2 WHERE client_key = $3 AND sealed = $4";
        let query = sqlx::query(statement).bind(&renewed.key_id).bind(&renewed.text).bind(client_key);
        let mut write = self.transaction().await?;
        query.bind(&sealed.text).execute(&mut *write).await?;
        write.commit().await
    }
}

fn read(row: &AnyRow) -> Result<ConnectTenant, sqlx::Error> {
    let (key_id, text): (Option<String>, Option<String>) = (row.try_get("key_id")?, row.try_get("sealed")?);
    Ok(ConnectTenant {
        client_key: row.try_get("client_key")?,
        site: row.try_get("site")?,
        secret: key_id.zip(text).map(|(key_id, text)| Sealed { key_id, text }),
        signed_at: crate::clock::at(row.try_get("signed_at")?),
    })
}
