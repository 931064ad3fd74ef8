// Checks a log of Rollcall with Go's own packages, golang.org/x/mod/sumdb/note and tlog, as Debian ships them.
// Reads one JSON object from standard input; ends with 0 and a line of counts where all is accepted.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type input struct {
	Vkey, Origin, Checkpoint string
	Size                     int64
	Roots                    map[string]string
	Inclusion                []struct {
		Index, Size int64
		Entry       string
		Proof       []string
	}
	Consistency []struct {
		Old, Size int64
		Proof     []string
	}
}

func main() {
	var in input
	must(json.NewDecoder(os.Stdin).Decode(&in))
	verifier, err := note.NewVerifier(in.Vkey)
	must(err)
	opened, err := note.Open([]byte(in.Checkpoint), note.VerifierList(verifier))
	must(err)
	want := fmt.Sprintf("%s\n%d\n%s\n", in.Origin, in.Size, in.Roots[fmt.Sprint(in.Size)])
	if opened.Text != want {
		fail("the checkpoint says %q, not %q", opened.Text, want)
	}
	for _, one := range in.Inclusion {
		leaf := tlog.RecordHash([]byte(one.Entry))
		must(tlog.CheckRecord(hashes(one.Proof), one.Size, in.root(one.Size), one.Index, leaf))
		if tlog.CheckRecord(hashes(one.Proof), one.Size, in.root(one.Size), one.Index, tlog.RecordHash([]byte("other"))) == nil {
			fail("another entry is accepted at index %d", one.Index)
		}
	}
	for _, one := range in.Consistency {
		must(tlog.CheckTree(hashes(one.Proof), one.Size, in.root(one.Size), one.Old, in.root(one.Old)))
	}
	fmt.Printf("1 checkpoint, %d inclusion and %d consistency proofs accepted by %s\n",
		len(in.Inclusion), len(in.Consistency), strings.Join([]string{"sumdb/note", "sumdb/tlog"}, " and "))
}

func (in *input) root(size int64) tlog.Hash {
	hash, err := tlog.ParseHash(in.Roots[fmt.Sprint(size)])
	must(err)
	return hash
}

func hashes(texts []string) []tlog.Hash {
	out := []tlog.Hash{}
	for _, text := range texts {
		hash, err := tlog.ParseHash(text)
		must(err)
		out = append(out, hash)
	}
	return out
}

func must(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func fail(format string, values ...interface{}) {
	fmt.Fprintf(os.Stderr, format+"\n", values...)
	os.Exit(1)
}
