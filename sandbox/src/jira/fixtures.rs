//! The sites, projects, person and Forge app of the fake Atlassian. All of it is made up, and the same at every start.

/// The Forge app's ID: the `aud` of every Invocation Token, and the value of `CHAT_FORGE_APP_ID`.
pub const FORGE_APP_ID: &str = "ari:cloud:ecosystem::app/5a4db0c5-7e57-4000-8000-000000000001";

/// The environment that the app is deployed to.
pub(crate) const ENVIRONMENT_ID: &str = "5a4db0c5-7e57-4000-8000-00000000000e";

/// The module in `forge/manifest.yml`.
pub(crate) const MODULE_KEY: &str = "whatsapp-business";

/// The account of the one person who uses both sites.
pub(crate) const ACCOUNT_ID: &str = "5b10ac8d82e05b22cc7d4ef5";
pub(crate) const DISPLAY_NAME: &str = "Amira Costa";

/// A customer's Jira.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Site {
    /// The part of its host name before `.jira.localhost`.
    pub(crate) name: &'static str,
    pub(crate) cloud_id: &'static str,
    /// The installation of the Forge app.
    pub(crate) installation_id: &'static str,
}

pub(crate) const SITES: [Site; 2] = [
    Site {
        name: "acme",
        cloud_id: "ac3e0000-7e57-4000-8000-0000000c10d1",
        installation_id: "ari:cloud:ecosystem::installation/ac3e0000-7e57-4000-8000-000000001257",
    },
    Site {
        name: "other",
        cloud_id: "07e40000-7e57-4000-8000-0000000c10d2",
        installation_id: "ari:cloud:ecosystem::installation/07e40000-7e57-4000-8000-000000001257",
    },
];

/// A project; both sites have the same ones.
#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) id: u64,
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
}

pub(crate) const PROJECTS: [Project; 2] =
    [Project { id: 10_000, key: "SUP", name: "Customer Support" }, Project { id: 10_001, key: "RET", name: "Returns" }];

pub(crate) fn site_by_cloud(cloud_id: &str) -> Option<&'static Site> {
    SITES.iter().find(|site| site.cloud_id == cloud_id)
}

pub(crate) fn project_by_key(key: &str) -> Option<&'static Project> {
    PROJECTS.iter().find(|project| project.key == key)
}

pub(crate) fn project_by_id(id: u64) -> Option<&'static Project> {
    PROJECTS.iter().find(|project| project.id == id)
}
