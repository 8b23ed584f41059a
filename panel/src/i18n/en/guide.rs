//! The guide: how to get the token from Meta.

use crate::i18n::{Guide, GuideStep};

const fn step(title: &'static str, body: &'static [&'static str]) -> GuideStep {
    GuideStep { title, body }
}

pub(super) const GUIDE: Guide = Guide {
    title: "Get the token from Meta",
    lead: "About 10 minutes. You need admin rights in your Meta business.",
    official: "Meta’s own guide",
    done: "Done",
    steps: [
        step(
            "Open Business settings",
            &["In your app at Meta for Developers, follow the link to Business settings. Make sure that the business \
               shown there is the one that owns your WhatsApp account."],
        ),
        step("Go to Users, System users", &["In the list on the left, below Users, choose System users."]),
        step(
            "Add a system user",
            &["Choose Add. A system user stands for a program, not for a person: its token goes on working when \
               people change their passwords or leave."],
        ),
        step(
            "Name it and make it Admin",
            &["Give it a name that says what it is for, such as Chat for Jira. Choose the role Admin, then Create \
               system user."],
        ),
        step(
            "Assign your app, with Manage app on",
            &[
                "Choose Assign assets (older: Add assets), then Apps. Select your app, switch on Manage app or Full \
                 control, and save the changes.",
                "Do this before you generate the token. A token that is generated first lacks the permissions, and \
                 never gains them.",
            ],
        ),
        step(
            "Assign your WhatsApp account",
            &["In the same window choose WhatsApp accounts, select yours, and give full control. Many guides leave \
               this out, and then messages fail."],
        ),
        step(
            "Generate a token that never expires",
            &["Choose Generate new token and select your app. As its expiration choose Never: with 60 days WhatsApp \
               stops after two months."],
        ),
        step(
            "Tick the permissions",
            &["Tick `whatsapp_business_messaging`, `whatsapp_business_management` and `business_management`, then \
               Generate token. Older guides call the second one `whatsapp_business_managing`. Chat works without the \
               third."],
        ),
        step(
            "Copy the token: Meta shows it once",
            &["Use the Copy button and keep the token somewhere safe. When the window is closed, nobody can show it \
               again; you can only generate another."],
        ),
        step(
            "Paste it here and save",
            &["In Jira open Project settings, Chat for JSM, WhatsApp Business: this page. Paste the token into the \
               field, look at the report, and save."],
        ),
    ],
    open_business_settings: "Open Business settings",
    open_system_users: "Open System users",
    open_whatsapp_accounts: "Open WhatsApp accounts",
    once_title: "One token for one system user",
    once_body: "Meta shows a token once. Each new system user needs a new token.",
    next: "Next step: the Phone Number ID.",
    phone_number_id: "Open the Chat documentation",
    server: "Using Server or Data Center?",
    server_guide: "Open the Server guide",
};
