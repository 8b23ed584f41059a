//! A PostgreSQL for the duration of the tests, in a folder that is deleted after them.

use super::system::{self, Package};
use crate::console::{Failure, say};
use crate::process;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const POSTGRES: Package = Package {
    what: "PostgreSQL",
    apt: &["postgresql"],
    dnf: &["postgresql-server"],
    pacman: &["postgresql"],
    brew: &["postgresql"],
};

/// Where Debian keeps the server's programs, off the path and one folder a version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// Installs PostgreSQL where that is possible, and says so where it is not.
pub(super) fn install_if_possible() {
    if programs().is_none()
        && let Err(Failure(reason)) = system::install(&POSTGRES)
    {
        say(reason);
    }
}

/// A running cluster; dropping it stops and deletes it.
pub(crate) struct Cluster {
    place: Place,
    port: u16,
}

impl Cluster {
    /// Starts a cluster; `None` where PostgreSQL could not be installed: the tests that need it
    /// are then left out, which is said.
    ///
    /// # Errors
    /// When PostgreSQL is there and does not start.
    pub(crate) fn start() -> Result<Option<Self>, Failure> {
        let Some(programs) = programs() else {
            say("PostgreSQL is missing, so the tests with it are left out");
            return Ok(None);
        };
        let folder = std::env::temp_dir().join(format!("chat-postgres-{}", std::process::id()));
        let place = Place { programs, folder };
        // It is a daemon: it would outlive a Ctrl-C, which ends us without dropping anything.
        let at_interrupt = place.clone();
        ctrlc::set_handler(move || {
            at_interrupt.clear();
            std::process::exit(130);
        })
        .map_err(|reason| Failure::because("listen for Ctrl-C", reason))?;
        let cluster = Self { place, port: free_port()? };
        cluster.place.create()?;
        cluster.place.start(cluster.port)?;
        Ok(Some(cluster))
    }

    /// What the backend's tests connect to.
    pub(crate) fn url(&self) -> String {
        format!("postgres://chat@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.place.clear();
    }
}

/// The programs of PostgreSQL, and the folder of one cluster.
#[derive(Clone)]
struct Place {
    programs: PathBuf,
    folder: PathBuf,
}

impl Place {
    fn create(&self) -> Result<(), Failure> {
        fs::create_dir_all(&self.folder).map_err(|reason| Failure::because("make a folder for PostgreSQL", reason))?;
        if system::is_root() {
            // PostgreSQL refuses to run as root.
            process::run(process::command("chown").arg("postgres").arg(&self.folder))?;
        }
        let mut initdb = self.program("initdb");
        initdb.args(["--username=chat", "--auth=trust", "--no-sync", "--encoding=UTF8", "-D"]);
        process::run_quietly(initdb.arg(self.data()))
    }

    fn start(&self, port: u16) -> Result<(), Failure> {
        // Loopback only, and no promise to survive a power cut: it lives for one test run.
        let folder = self.folder.display();
        let options = format!("-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c max_connections=200");
        let mut start = self.program("pg_ctl");
        start.args(["start", "--wait", "--silent", "-o", &options, "-D"]).arg(self.data());
        start.arg("-l").arg(self.folder.join("log"));
        // Not read by us: the server keeps what it inherits open for as long as it lives.
        process::run(start.stdout(Stdio::null()))
    }

    /// Stops the server and deletes its folder.
    fn clear(&self) {
        let mut stop = self.program("pg_ctl");
        stop.args(["stop", "--mode=immediate", "--silent", "-D"]).arg(self.data());
        // Whatever fails here leaves a folder in the system's temporary folder, and nothing worse.
        let _ = process::run_quietly(&mut stop);
        let _ = fs::remove_dir_all(&self.folder);
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// One of PostgreSQL's programs, as the user `postgres` where we are root.
    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = if system::is_root() {
            let mut other_user = process::command("setpriv");
            other_user.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
            other_user
        } else {
            process::command(program)
        };
        // The other user may not enter ours.
        command.current_dir(std::env::temp_dir());
        command
    }
}

/// The folder with `initdb` and `pg_ctl`, the newest where there are several.
fn programs() -> Option<PathBuf> {
    let debian = fs::read_dir(DEBIAN).ok().and_then(|versions| {
        versions
            .filter_map(|version| Some(version.ok()?.path().join("bin")))
            .filter(|folder| folder.join("initdb").is_file())
            .max_by_key(|folder| version_in(folder))
    });
    debian.or_else(|| Some(process::on_path("initdb")?.parent()?.to_path_buf()))
}

/// The number in `/usr/lib/postgresql/15/bin`.
fn version_in(folder: &Path) -> Option<u32> {
    folder.parent()?.file_name()?.to_str()?.parse().ok()
}

fn free_port() -> Result<u16, Failure> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|reason| Failure::because("find a free port for PostgreSQL", reason))
}
