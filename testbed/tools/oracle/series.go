package main

import (
	"bufio"
	"encoding/json"
	"io"
	"os"

	"github.com/prometheus/prometheus/promql/parser"
)

type seriesAnswer struct {
	OK      bool   `json:"ok"`
	Samples int    `json:"samples"`
	Message string `json:"message,omitempty"`
}

// series reads NUL-separated series of unit tests, such as "up{job="a"} 1x5 _ stale", and says what comes of them.
func series() error {
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for {
		text, err := input.ReadString(0)
		if err == io.EOF && text == "" {
			return nil
		}
		if err == nil {
			text = text[:len(text)-1]
		} else if err != io.EOF {
			return err
		}
		_, values, err := parser.NewParser(parser.Options{}).ParseSeriesDesc(text)
		answer := seriesAnswer{OK: err == nil, Samples: len(values)}
		if err != nil {
			answer = seriesAnswer{Message: err.Error()}
		}
		if err := encoder.Encode(answer); err != nil {
			return err
		}
	}
}
