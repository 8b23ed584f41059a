//! Key rotation: older keys still open, a re-check seals again, and a key in use can't be removed.

use crate::world::World;
use backend::app::App;
use backend::clock::Clock;
use backend::config::Config;
use backend::crypto::Keyring;
use backend::scope::Scope;
use backend::start::{self, StartError};
use std::fs;
use std::path::Path;

/// Starts another backend with the same database.
async fn restart(folder: &Path, keys: &str) -> Result<App, StartError> {
    let database = format!("sqlite:{}", folder.join("chat.db").display());
    let settings = [("CHAT_DATABASE_URL", database.as_str()), ("CHAT_KEY", keys)];
    let get = |name: &str| settings.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    let config = Config::read(get).unwrap();
    start::prepare(config, "127.0.0.1:1".parse().unwrap(), Clock::system()).await
}

#[tokio::test]
async fn a_recheck_seals_with_the_current_key_so_the_old_one_can_be_removed() {
    let old = Keyring::new_line().unwrap();
    let new = Keyring::new_line().unwrap();
    let both = format!("{new},{old}");
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("chat.db").display());
    let scope = Scope { tenant: "local".into(), project: contract::settings::ProjectKey::parse("SUP").unwrap() };
    let key_of = async |world: &World| world.app.state.store.load(&scope).await.unwrap().stored.unwrap().sealed.key_id;

    let world = World::with(&[("CHAT_DATABASE_URL", &database), ("CHAT_KEY", &old)]).await;
    world.person("SUP").await.save("good", "\"0\"", "k").await.settings();
    let first = key_of(&world).await;
    world.stop().await;
    let Err(StartError::Config(error)) = restart(folder.path(), &new).await else { panic!("the key is gone") };
    let sentence = error.to_string();
    assert!(sentence.starts_with("CHAT_KEY lacks the key") && sentence.contains(&first), "{sentence}");

    let world = World::with(&[("CHAT_DATABASE_URL", &database), ("CHAT_KEY", &both)]).await;
    let person = world.person("SUP").await;
    let repeated = person.save("good", "\"0\"", "k").await;
    assert_eq!(repeated.settings().1, "\"1\"", "a repeated request is known by its older mark");
    assert_eq!(key_of(&world).await, first);
    let other = world.person("HR").await;
    assert!(other.save("good", "\"0\"", "k").await.settings().0.token.unwrap().used_elsewhere);
    person.check_again().await.settings();
    assert_ne!(key_of(&world).await, first);
    assert!(person.show().await.settings().0.token.unwrap().used_elsewhere);
    world.stop().await;
    assert!(restart(folder.path(), &new).await.is_ok());
}

#[tokio::test]
async fn a_sealed_token_copied_into_another_project_does_not_open() {
    let world = World::new().await;
    let (here, there) = (world.person("SUP").await, world.person("HR").await);
    here.save("good", "\"0\"", "k").await.settings();
    there.save("expires-in-60-days", "\"0\"", "k").await.settings();
    let pool = sqlx::AnyPool::connect(&format!("sqlite:{}", world.database().display())).await.unwrap();
    let swap =
        "UPDATE connection SET sealed = (SELECT sealed FROM connection WHERE project = 'SUP') WHERE project = 'HR'";
    sqlx::query(swap).execute(&pool).await.unwrap();
    let asked = world.sandbox.asked().await;
    there.check_again().await.problem(contract::problem::Code::Internal);
    assert_eq!(world.sandbox.asked().await, asked);
    here.check_again().await.settings();
}

#[tokio::test]
async fn a_start_with_other_keys_fails() {
    let world = World::new().await;
    world.person("SUP").await.save("good", "\"0\"", "k").await.settings();
    let line = fs::read_to_string(world.folder.path().join("chat.key")).unwrap();
    assert!(restart(world.folder.path(), &line).await.is_ok());
    // A new key file has a key with another ID, so it isn't mistaken for the old one.
    assert!(restart(world.folder.path(), &Keyring::new_line().unwrap()).await.is_err());
}
