//! The URLs that the panel links to. They're constants, so they can't contain anything that the admin entered.

/// Business settings.
pub(crate) const BUSINESS_SETTINGS: &str = "https://business.facebook.com/settings";
/// System users, in Business settings.
pub(crate) const SYSTEM_USERS: &str = "https://business.facebook.com/settings/system-users";
/// WhatsApp accounts, in Business settings.
pub(crate) const WHATSAPP_ACCOUNTS: &str = "https://business.facebook.com/settings/whatsapp-business-accounts";
/// The admin's apps at Meta for Developers.
pub(crate) const APPS: &str = "https://developers.facebook.com/apps/";
/// The status page of the WhatsApp Business Platform.
pub(crate) const STATUS: &str = "https://metastatus.com/whatsapp-business-api";
/// Meta Business Support.
pub(crate) const SUPPORT: &str = "https://business.facebook.com/business-support-home";
/// Meta's own guide to system user tokens.
pub(crate) const OFFICIAL_GUIDE: &str =
    "https://developers.facebook.com/docs/business-management-apis/system-users/install-apps-and-generate-tokens";
/// The documentation of Chat for JSM Cloud, which explains the Phone Number ID.
pub(crate) const CHAT_CLOUD: &str = "https://appfire.atlassian.net/wiki/spaces/CHAT";
/// The guide for Server and Data Center.
pub(crate) const CHAT_SERVER: &str = "https://confluence.spartez-software.com/display/CFSD/System+User+Access+Token";
