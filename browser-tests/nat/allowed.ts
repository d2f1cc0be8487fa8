import { execFileSync } from "node:child_process";

/** Before all tests. What is missing fails the run: nothing here is tried by half. */
export default function allowed(): void {
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    throw new Error("These tests make hosts and NATs out of network namespaces: that needs Linux, and root. Run them as root, in a container for instance (docker run --privileged).");
  }
  execFileSync("config/need", ["ip=iproute2", "nft=nftables", "turnserver=coturn", "strace"], { cwd: `${import.meta.dirname}/../..`, stdio: "inherit" });
}
