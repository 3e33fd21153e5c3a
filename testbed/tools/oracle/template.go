package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/template"
)

// The definitions that rules/alerting.go puts in front of every text.
const definitions = "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}" +
	"{{$externalURL := .ExternalURL}}{{$value := .Value}}"

type templateSample struct {
	Labels map[string]string `json:"labels"`
	Value  string            `json:"value"`
}

type templateTask struct {
	Text           string                      `json:"text"`
	Labels         map[string]string           `json:"labels"`
	Value          string                      `json:"value"`
	ExternalLabels map[string]string           `json:"externalLabels"`
	ExternalURL    string                      `json:"externalURL"`
	Now            int64                       `json:"now"`
	Answers        map[string][]templateSample `json:"answers"`
}

type templateAnswer struct {
	OK    bool   `json:"ok"`
	Text  string `json:"text"`
	Error string `json:"error,omitempty"`
	Parse bool   `json:"parse,omitempty"`
}

// templates expands one template a line as the rules of a server do; a query without an answer is an error.
func templates() error {
	in := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		var task templateTask
		if err := in.Decode(&task); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		answer, err := expand(task)
		if err != nil {
			return err
		}
		if err := encoder.Encode(answer); err != nil {
			return err
		}
	}
}

func expand(task templateTask) (templateAnswer, error) {
	externalURL, err := url.Parse(task.ExternalURL)
	if err != nil {
		return templateAnswer{}, err
	}
	value, err := strconv.ParseFloat(task.Value, 64)
	if err != nil {
		return templateAnswer{}, err
	}
	own := map[string]string{}
	for name, text := range task.Labels {
		own[name] = text
	}
	external := map[string]string{}
	for name, text := range task.ExternalLabels {
		external[name] = text
	}
	data := template.AlertTemplateData(own, external, task.ExternalURL, promql.Sample{F: value})
	query := func(_ context.Context, text string, _ time.Time) (promql.Vector, error) {
		samples, known := task.Answers[text]
		if !known {
			return nil, fmt.Errorf("no answer to %q", text)
		}
		var vector promql.Vector
		for _, sample := range samples {
			number, err := strconv.ParseFloat(sample.Value, 64)
			if err != nil {
				return nil, err
			}
			vector = append(vector, promql.Sample{Metric: labels.FromMap(sample.Labels), F: number})
		}
		return vector, nil
	}
	expander := template.NewTemplateExpander(context.Background(), definitions+task.Text, "__alert_test", data,
		model.Time(task.Now), query, externalURL, nil)
	if err := expander.ParseTest(); err != nil {
		return templateAnswer{Parse: true, Error: strings.ToValidUTF8(err.Error(), "\uFFFD")}, nil
	}
	text, err := expander.Expand()
	if err != nil {
		return templateAnswer{Error: strings.ToValidUTF8(err.Error(), "\uFFFD")}, nil
	}
	return templateAnswer{OK: true, Text: text}, nil
}
