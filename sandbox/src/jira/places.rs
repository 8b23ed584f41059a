//! What there is in the pretend Atlassian: two sites of two customers, their projects, one person, one Forge app.
//! Everything is made up, and the same at every start.

/// The app as Forge knows it; the `aud` of every Invocation Token, and what `CHAT_FORGE_APP_ID` is set to.
pub const FORGE_APP_ID: &str = "ari:cloud:ecosystem::app/5a4db0c5-7e57-4000-8000-000000000001";

/// The environment that the app is deployed to.
pub(crate) const ENVIRONMENT_ID: &str = "5a4db0c5-7e57-4000-8000-00000000000e";

/// The module of `forge/manifest.yml`.
pub(crate) const MODULE_KEY: &str = "whatsapp-business";

/// The account of the one person who uses both sites.
pub(crate) const ACCOUNT_ID: &str = "5b10ac8d82e05b22cc7d4ef5";

/// What they are called.
pub(crate) const DISPLAY_NAME: &str = "Amira Costa";

/// A customer's Jira.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Site {
    /// The part of its host name before `.jira.localhost`.
    pub(crate) name: &'static str,
    /// What it is called on its pages.
    pub(crate) title: &'static str,
    pub(crate) cloud_id: &'static str,
    /// The name of this tenant in Connect.
    pub(crate) client_key: &'static str,
    /// The installation of the Forge app.
    pub(crate) installation_id: &'static str,
}

pub(crate) const SITES: [Site; 2] = [
    Site {
        name: "acme",
        title: "Acme",
        cloud_id: "ac3e0000-7e57-4000-8000-0000000c10d1",
        client_key: "ac3e0000-7e57-4000-8000-000000c11e17",
        installation_id: "ari:cloud:ecosystem::installation/ac3e0000-7e57-4000-8000-000000001257",
    },
    Site {
        name: "other",
        title: "Other",
        cloud_id: "07e40000-7e57-4000-8000-0000000c10d2",
        client_key: "07e40000-7e57-4000-8000-000000c11e17",
        installation_id: "ari:cloud:ecosystem::installation/07e40000-7e57-4000-8000-000000001257",
    },
];

/// A project; both sites have the same ones.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Project {
    pub(crate) id: u64,
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
}

pub(crate) const PROJECTS: [Project; 2] =
    [Project { id: 10_000, key: "SUP", name: "Customer Support" }, Project { id: 10_001, key: "RET", name: "Returns" }];

/// The site of this cloud id.
pub(crate) fn site_by_cloud(cloud_id: &str) -> Option<&'static Site> {
    SITES.iter().find(|site| site.cloud_id == cloud_id)
}

/// The project of this key.
pub(crate) fn project_by_key(key: &str) -> Option<&'static Project> {
    PROJECTS.iter().find(|project| project.key == key)
}

/// The project of this id.
pub(crate) fn project_by_id(id: u64) -> Option<&'static Project> {
    PROJECTS.iter().find(|project| project.id == id)
}
