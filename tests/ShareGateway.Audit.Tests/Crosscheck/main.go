// Checks a log's checkpoint, proofs and tiles with the code of Go's checksum database, which shares nothing with this repository.
// Usage: main FOLDER, with the files that CrosscheckTests writes. Prints how many entries it proved; exits 1 at the first thing that does not hold.
package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func fail(format string, args ...interface{}) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(1)
}

func read(folder, name string) string {
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		fail("%v", err)
	}
	return string(data)
}

func hashOf(line string) tlog.Hash {
	data, err := base64.StdEncoding.DecodeString(line)
	if err != nil || len(data) != tlog.HashSize {
		fail("expected a hash, got %q", line)
	}
	var hash tlog.Hash
	copy(hash[:], data)
	return hash
}

// open verifies a checkpoint's signature and gives the tree that it states.
func open(text string, key note.Verifier) tlog.Tree {
	signed, err := note.Open([]byte(text), note.VerifierList(key))
	if err != nil {
		fail("checkpoint: %v", err)
	}
	lines := strings.Split(signed.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || lines[0] != key.Name() {
		fail("checkpoint: unexpected text %q", signed.Text)
	}
	return tlog.Tree{N: size, Hash: hashOf(lines[2])}
}

// tiles reads tiles from static files, as a server would publish them.
type tiles struct{ folder string }

func (t tiles) Height() int                     { return 8 }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(want []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range want {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func main() {
	folder := os.Args[1]
	key, err := note.NewVerifier(strings.TrimSpace(read(folder, "log.vkey")))
	if err != nil {
		fail("log.vkey: %v", err)
	}
	tree := open(read(folder, "checkpoint"), key)
	reader := tlog.TileHashReader(tree, tiles{folder})
	root, err := tlog.TreeHash(tree.N, reader)
	if err != nil || root != tree.Hash {
		fail("tiles: root %v, error %v", root, err)
	}

	names, _ := filepath.Glob(filepath.Join(folder, "*.tlog-proof"))
	for _, name := range names {
		checkProof(folder, filepath.Base(name), key, reader, tree)
	}

	old := open(read(folder, "old-checkpoint"), key)
	var path tlog.TreeProof
	for _, line := range strings.Fields(read(folder, "consistency")) {
		path = append(path, hashOf(line))
	}
	if err := tlog.CheckTree(path, tree.N, tree.Hash, old.N, old.Hash); err != nil {
		fail("consistency: %v", err)
	}
	fmt.Println(len(names))
}

func checkProof(folder, name string, key note.Verifier, reader tlog.HashReader, tree tlog.Tree) {
	parts := strings.SplitN(read(folder, name), "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		fail("%s: first line %q", name, lines[0])
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		fail("%s: %v", name, err)
	}
	var path tlog.RecordProof
	for _, line := range lines[2:] {
		path = append(path, hashOf(line))
	}
	stated := open(parts[1], key)
	entry := []byte(read(folder, strings.TrimSuffix(name, ".tlog-proof")+".json"))
	if err := tlog.CheckRecord(path, stated.N, stated.Hash, index, tlog.RecordHash(entry)); err != nil {
		fail("%s: %v", name, err)
	}
	own, err := tlog.ProveRecord(tree.N, index, reader)
	if err != nil || len(own) != len(path) {
		fail("%s: another proof from the tiles: %v", name, err)
	}
	for i := range own {
		if !bytes.Equal(own[i][:], path[i][:]) {
			fail("%s: hash %d differs from the one of the tiles", name, i)
		}
	}
}
