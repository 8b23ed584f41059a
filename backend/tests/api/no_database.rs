//! A PostgreSQL that can't be used: the message says why, but never shows its URL.

use crate::process::{ended, program};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// The message if the database is `listener`, with these URL parameters.
async fn said(listener: &TcpListener, parameters: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let address = listener.local_addr().unwrap();
    let url = format!("postgres://user:hunter2@{address}/chat{parameters}");
    let mut program = program(folder.path(), "http://127.0.0.1:1");
    let (code, stdout, stderr) = ended(program.env("CHAT_DATABASE_URL", url)).await;
    assert_eq!((code, &*stdout), (Some(1), ""), "{stderr}");
    assert!(stderr.contains("CHAT_DATABASE_URL") && !stderr.contains("hunter2"), "{stderr}");
    stderr
}

#[tokio::test]
async fn one_that_does_not_respond_is_reported() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let said = said(&silent, "").await;
    assert!(said.contains("didn't respond within 5 seconds"), "{said}");
}

#[tokio::test]
async fn a_server_without_tls_gets_no_plain_connection() {
    let plain = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let refuse = async {
        let (mut line, _) = plain.accept().await.unwrap();
        line.read_exact(&mut [0; 8]).await.unwrap();
        line.write_all(b"N").await.unwrap();
    };
    let (said, ()) = tokio::join!(said(&plain, "?sslmode=require&sslrootcert=hunter2"), refuse);
    assert!(said.contains("TLS"), "{said}");
}
