// PeerJS's own server, which relays and matches nobody: node peerjs.mjs PORT
import { PeerServer } from "peer";
import "./collect.mjs";

// Its own clients beat every five seconds; these are idle while others have their turn.
const alive_timeout = 86_400_000;
PeerServer({ host: "127.0.0.1", port: Number(process.argv[2]), path: "/", concurrent_limit: 100_000, alive_timeout });
