// PeerJS's own server, which relays and matches nobody: node peerjs.mjs PORT
import { PeerServer } from "peer";
import "./collect.mjs";

PeerServer({ host: "127.0.0.1", port: Number(process.argv[2]), path: "/", concurrent_limit: 100_000 });
