//! Forge's own limits for an app's pages: the policy that its CDN sends, and the attributes of the frame. Both are
//! Atlassian's in production, except that the customer's site and Forge's CDN are the sandbox's.
//! `tests/e2e/manifest.spec.ts` compares the policy with the one that Forge's own package computes.

use super::super::{fixtures::Site, hosts::Role, state::Jira};

/// The `sandbox` attribute of the frame. It allows no pop-ups, so only the bridge can open a new tab.
pub(super) const FRAME_SANDBOX: &str =
    "allow-downloads allow-forms allow-modals allow-pointer-lock allow-same-origin allow-scripts";

/// The `allow` attribute of the frame.
pub(super) const FRAME_FEATURES: &str = "camera; clipboard-write; display-capture; fullscreen; microphone";

/// Where apps download files from.
const DOWNLOADS: &str = "https://tdp-os.services.atlassian.com/fos-eap/download/ \
    https://tdp-os.services.atlassian.com/fos/app/download/ \
    https://tdp-os.services.atlassian.com/fos/cdn/download/ \
    https://object-store.atlassian.com/os/ecosystem/installation/";

/// Where apps upload files to.
const UPLOADS: &str = "https://tdp-os.services.atlassian.com/fos-eap/upload/ \
    https://tdp-os.services.atlassian.com/fos/app/upload/ \
    https://tdp-os.services.atlassian.com/fos/cdn/upload/";

const MEDIA: &str = "https://api.media.atlassian.com";

/// Atlassian's own sites, which may frame an app.
const ANCESTORS: &str = "*.atlassian.net bitbucket.org *.jira.com *.atlassian.com *.frontend.public.atl-paas.net";

/// Atlassian's servers that an app's page can call.
const SERVERS: &str = "https://api.atlassian.com/metal/ingest https://api.atlassian.com/gateway/api/emoji/ \
    https://api.atlassian.com/gateway/api/elements/emoji https://api.media.atlassian.com https://as.atlassian.com \
    https://forge-outbound-proxy.services.atlassian.com";

/// Pictures of people, teams and the like.
const PICTURES: &str = "https://secure.gravatar.com https://images.unsplash.com \
    https://avatar-management--avatars.us-west-2.prod.public.atl-paas.net \
    https://*.wp.com/avatar-management--avatars.us-west-2.prod.public.atl-paas.net/ \
    https://api.atlassian.com https://api.media.atlassian.com \
    https://pf-emoji-service.prod-east.frontend.public.atl-paas.net \
    https://pf-reactions-service.prod-east.frontend.public.atl-paas.net \
    https://assets-media.atlassian.com \
    https://teams-directory-frontend.prod-east.frontend.public.atl-paas.net/assets/ \
    https://teams-directory-frontend.prod-east.frontend.public.atl-paas.net/assets/gradients/";

/// Where browsers report violations of the policy.
pub(super) const REPORTS: &str = "/csp-report/forge-cdn";

/// The policy for the shell on this site. The manifest allows one thing: a frame from the Chat backend.
pub(super) fn of(jira: &Jira, site: &'static Site) -> String {
    let site = jira.hosts.origin(Role::Site(site));
    let platform = jira.hosts.origin(Role::Atlassian);
    let chat = jira.chat().unwrap_or_default();
    [
        format!("default-src 'self' {DOWNLOADS}"),
        format!("frame-ancestors 'self' {ANCESTORS} {site} {DOWNLOADS}"),
        format!("frame-src 'self' {site} {MEDIA} {chat} {DOWNLOADS}"),
        format!("font-src 'self' {DOWNLOADS}"),
        format!("img-src 'self' data: blob: {site} {PICTURES} {DOWNLOADS}"),
        format!("media-src 'self' data: blob: {site} {MEDIA} {DOWNLOADS}"),
        format!("connect-src 'self' {site} {SERVERS} {DOWNLOADS} {UPLOADS} {platform}"),
        format!("script-src 'self' {platform} {DOWNLOADS}"),
        format!("style-src 'self' {site} {platform} {DOWNLOADS}"),
        "form-action 'self'".to_owned(),
        format!("sandbox allow-popups allow-popups-to-escape-sandbox {FRAME_SANDBOX}"),
        format!("report-uri {platform}{REPORTS}"),
    ]
    .join("; ")
}
